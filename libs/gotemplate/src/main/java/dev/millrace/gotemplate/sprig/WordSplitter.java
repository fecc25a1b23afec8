package dev.millrace.gotemplate.sprig;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Splits compound words and writes them in lower case with a connector between them. */
final class WordSplitter {
  private final int[] characters;
  private int index;

  private WordSplitter(String text) {
    this.characters = text.codePoints().toArray();
  }

  private enum Kind {
    NUMBER,
    UPPER,
    ALPHABETIC,
    CONNECTOR,
    PUNCTUATION,
    OTHER;

    boolean endsWords() {
      return this == CONNECTOR || this == PUNCTUATION;
    }
  }

  private record Word(Kind kind, String text) {}

  /** The words of the text joined by the connector: {@code HTTPServer} becomes http_server. */
  static String join(String text, char connector) {
    return new Joiner(new WordSplitter(text).words(), connector).join();
  }

  private List<Word> words() {
    List<Word> words = new ArrayList<>();
    while (index < characters.length) {
      int start = index;
      Kind kind = kind(characters[index++]);
      pass(kind);
      words.add(new Word(kind, new String(characters, start, index - start)));
    }
    return words;
  }

  private static Kind kind(int c) {
    if (Letters.isConnector(c)) {
      return Kind.CONNECTOR;
    }
    if (Letters.isPunctuation(c)) {
      return Kind.PUNCTUATION;
    }
    if (Letters.isUpper(c)) {
      return Kind.UPPER;
    }
    if (Letters.isAlphabetic(c)) {
      return Kind.ALPHABETIC;
    }
    return Letters.isNumber(c) ? Kind.NUMBER : Kind.OTHER;
  }

  /** Passes over the rest of a word whose first character has been passed. */
  private void pass(Kind kind) {
    switch (kind) {
      case CONNECTOR -> passWhile(Letters::isConnector);
      case PUNCTUATION -> passWhile(Letters::isPunctuation);
      case ALPHABETIC -> passWhile(WordSplitter::isSmall);
      case NUMBER -> passWhile(Letters::isNumber);
      case OTHER ->
          passWhile(c -> kind(c) == Kind.OTHER || Letters.isUpper(c) && !Letters.isAlphabetic(c));
      case UPPER -> passCapitals();
    }
  }

  /** Capitals stay together, but the last one begins the next word if small letters follow. */
  private void passCapitals() {
    int start = index;
    passWhile(Letters::isUpper);
    if (index == start) {
      passWhile(WordSplitter::isSmall);
    } else if (index < characters.length && Letters.isAlphabetic(characters[index])) {
      index--;
    }
  }

  private static boolean isSmall(int c) {
    return Letters.isAlphabetic(c) && !Letters.isUpper(c);
  }

  private void passWhile(IntPredicate wanted) {
    while (index < characters.length && wanted.test(characters[index])) {
      index++;
    }
  }

  /** Writes words. A number belongs to the word before it unless letters follow it. */
  private static final class Joiner {
    private final List<Word> words;
    private final char connector;
    private final StringBuilder out = new StringBuilder();
    private int next;

    Joiner(List<Word> words, char connector) {
      this.words = words;
      this.connector = connector;
    }

    String join() {
      while (next + 1 < words.size()) {
        Word word = words.get(next++);
        switch (word.kind) {
          case CONNECTOR -> write(word);
          case PUNCTUATION -> write(word);
          case NUMBER -> {
            write(word);
            writeLettersAndNumbers();
            connect();
          }
          default -> {
            write(word);
            writeNumberBehindWord();
          }
        }
      }
      if (next < words.size()) {
        write(words.get(next));
      }
      return out.toString();
    }

    private void writeNumberBehindWord() {
      Word number = words.get(next);
      boolean last = next + 1 == words.size();
      if (number.kind != Kind.NUMBER) {
        connect();
        return;
      }
      if (last) {
        return;
      }
      next++;
      if (words.get(next).kind != Kind.ALPHABETIC) {
        write(number);
        connect();
        return;
      }
      out.append(connector);
      write(number);
      writeLettersAndNumbers();
      connect();
    }

    private void writeLettersAndNumbers() {
      while (next < words.size()
          && (words.get(next).kind == Kind.ALPHABETIC || words.get(next).kind == Kind.NUMBER)) {
        write(words.get(next++));
      }
    }

    /** Separates the next word, if there is one and it does not separate itself. */
    private void connect() {
      if (next < words.size() && !words.get(next).kind.endsWords()) {
        out.append(connector);
      }
    }

    private void write(Word word) {
      if (word.kind != Kind.UPPER && word.kind != Kind.CONNECTOR) {
        out.append(word.text);
        return;
      }
      word.text
          .codePoints()
          .map(
              c ->
                  Letters.isConnector(c)
                      ? connector
                      : Letters.isUpper(c) ? Character.toLowerCase(c) : c)
          .forEach(out::appendCodePoint);
    }
  }
}
