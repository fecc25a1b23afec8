package dev.millrace.artifact.ignore;

import java.util.ArrayList;
import java.util.List;

/**
 * A shell pattern for one path segment with the rules of Go's {@code filepath.Match}: {@code *},
 * {@code ?}, classes such as {@code [a-z]} and {@code [^a-z]}, and {@code \} to take the next
 * character as it is. There is no {@code [!…]}.
 */
final class NamePattern {
  private final List<Token> tokens;

  private NamePattern(List<Token> tokens) {
    this.tokens = tokens;
  }

  /** One step of a pattern. */
  private sealed interface Token {}

  private record AnySequence() implements Token {}

  private record AnyCharacter() implements Token {}

  private record Literal(int character) implements Token {}

  private record CharacterClass(boolean negated, List<Range> ranges) implements Token {
    boolean accepts(int character) {
      return ranges.stream().anyMatch(range -> range.contains(character)) != negated;
    }
  }

  private record Range(int from, int to) {
    boolean contains(int character) {
      return from <= character && character <= to;
    }
  }

  /**
   * Compiles a pattern.
   *
   * @throws MalformedPatternException when Go would report a bad pattern
   */
  static NamePattern compile(String pattern) throws MalformedPatternException {
    return new NamePattern(new Parser(pattern).parse());
  }

  /** Whether the pattern covers the whole name. Takes time linear in pattern times name. */
  boolean matches(String name) {
    int[] characters = name.codePoints().toArray();
    int token = 0;
    int position = 0;
    int tokenAfterStar = -1;
    int positionAfterStar = -1;
    while (position < characters.length) {
      if (token < tokens.size() && tokens.get(token) instanceof AnySequence) {
        tokenAfterStar = ++token;
        positionAfterStar = position;
      } else if (token < tokens.size() && accepts(tokens.get(token), characters[position])) {
        token++;
        position++;
      } else if (tokenAfterStar >= 0) {
        token = tokenAfterStar;
        position = ++positionAfterStar;
      } else {
        return false;
      }
    }
    return onlyStarsFrom(token);
  }

  private boolean onlyStarsFrom(int first) {
    return tokens.stream().skip(first).allMatch(AnySequence.class::isInstance);
  }

  private static boolean accepts(Token token, int character) {
    return switch (token) {
      case AnySequence _ -> false;
      case AnyCharacter _ -> true;
      case Literal(int expected) -> expected == character;
      case CharacterClass characters -> characters.accepts(character);
    };
  }

  /** Reads the pattern character by character. */
  private static final class Parser {
    private final int[] pattern;
    private int next;

    Parser(String pattern) {
      this.pattern = pattern.codePoints().toArray();
    }

    List<Token> parse() throws MalformedPatternException {
      var tokens = new ArrayList<Token>();
      while (next < pattern.length) {
        tokens.add(token());
      }
      return tokens;
    }

    private Token token() throws MalformedPatternException {
      int character = pattern[next++];
      return switch (character) {
        case '*' -> new AnySequence();
        case '?' -> new AnyCharacter();
        case '[' -> characterClass();
        case '\\' -> new Literal(take());
        default -> new Literal(character);
      };
    }

    private CharacterClass characterClass() throws MalformedPatternException {
      boolean negated = next < pattern.length && pattern[next] == '^';
      if (negated) {
        next++;
      }
      var ranges = new ArrayList<Range>();
      while (ranges.isEmpty() || peek() != ']') {
        ranges.add(range());
      }
      next++;
      return new CharacterClass(negated, List.copyOf(ranges));
    }

    private Range range() throws MalformedPatternException {
      int from = classCharacter();
      if (peek() != '-') {
        return new Range(from, from);
      }
      next++;
      return new Range(from, classCharacter());
    }

    private int classCharacter() throws MalformedPatternException {
      int character = take();
      if (character == '-' || character == ']') {
        throw new MalformedPatternException();
      }
      return character == '\\' ? take() : character;
    }

    private int peek() throws MalformedPatternException {
      if (next >= pattern.length) {
        throw new MalformedPatternException();
      }
      return pattern[next];
    }

    private int take() throws MalformedPatternException {
      int character = peek();
      next++;
      return character;
    }
  }

  /** The pattern has a class without end, a dangling escape or the like. */
  static final class MalformedPatternException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedPatternException() {
      super("malformed pattern", null, false, false);
    }
  }
}
