package dev.millrace.yaml;

import java.util.ArrayList;
import java.util.List;

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
