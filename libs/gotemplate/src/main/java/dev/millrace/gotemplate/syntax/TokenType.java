package dev.millrace.gotemplate.syntax;

import java.util.Map;

/** The kinds of tokens. */
enum TokenType {
  ERROR,
  EOF,
  TEXT,
  LEFT_DELIMITER,
  RIGHT_DELIMITER,
  SPACE,
  ASSIGN,
  DECLARE,
  PIPE,
  LEFT_PAREN,
  RIGHT_PAREN,
  CHARACTER,
  CHARACTER_CONSTANT,
  STRING,
  RAW_STRING,
  NUMBER,
  COMPLEX,
  BOOL,
  IDENTIFIER,
  FIELD,
  VARIABLE,
  DOT,
  NIL,
  BLOCK,
  BREAK,
  CONTINUE,
  DEFINE,
  ELSE,
  END,
  IF,
  RANGE,
  TEMPLATE,
  WITH;

  private static final Map<String, TokenType> KEYWORDS =
      Map.ofEntries(
          Map.entry("block", BLOCK),
          Map.entry("break", BREAK),
          Map.entry("continue", CONTINUE),
          Map.entry("define", DEFINE),
          Map.entry("else", ELSE),
          Map.entry("end", END),
          Map.entry("if", IF),
          Map.entry("nil", NIL),
          Map.entry("range", RANGE),
          Map.entry("template", TEMPLATE),
          Map.entry("true", BOOL),
          Map.entry("false", BOOL),
          Map.entry("with", WITH));

  /** The type of a word: a keyword or constant, otherwise an identifier. */
  static TokenType ofWord(String word) {
    return KEYWORDS.getOrDefault(word, IDENTIFIER);
  }

  /** Whether error messages show this token in angle brackets. */
  boolean isKeyword() {
    return compareTo(NIL) >= 0 || this == DOT;
  }
}
