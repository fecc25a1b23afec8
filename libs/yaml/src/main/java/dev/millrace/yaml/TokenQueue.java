package dev.millrace.yaml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tokens that are scanned but not taken yet. They are numbered through the whole stream. */
final class TokenQueue {
  private final List<Token> tokens = new ArrayList<>();
  private int head;
  private int taken;

  boolean isEmpty() {
    return head == tokens.size();
  }

  Token first() {
    return tokens.get(head);
  }

  /** How many tokens wait. */
  int size() {
    return tokens.size() - head;
  }

  /** A token counted from the last one, which is 0; null when it is not there any more. */
  @Nullable Token fromEnd(int index) {
    return index < tokens.size() ? tokens.get(tokens.size() - 1 - index) : null;
  }

  /** The number of the first token. */
  int firstNumber() {
    return taken;
  }

  /** The number that the next added token will have. */
  int nextNumber() {
    return taken + tokens.size() - head;
  }

  void add(Token token) {
    tokens.add(token);
  }

  /** Adds a token before the one that has a number so far. */
  void insert(int number, Token token) {
    tokens.add(head + number - taken, token);
  }

  Token take() {
    Token token = tokens.get(head++);
    taken++;
    if (head == tokens.size()) {
      tokens.clear();
      head = 0;
    }
    return token;
  }
}
