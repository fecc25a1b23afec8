package dev.millrace.gotemplate.syntax;

import dev.millrace.gotemplate.format.Quoting;
import java.util.ArrayDeque;
import java.util.Deque;

/** The tokens of a text with lookahead, and the errors that refer to them. */
final class TokenStream {
  private final String parseName;
  private final Lexer lexer;
  private final Deque<Token> pending = new ArrayDeque<>(3);
  private int latestLine = 1;
  private int actionLine;

  TokenStream(String parseName, String text) {
    this.parseName = parseName;
    this.lexer = new Lexer(text);
  }

  Token next() {
    Token token = pending.poll();
    return token == null ? lex() : token;
  }

  Token peek() {
    Token token = pending.peek();
    if (token == null) {
      token = lex();
      pending.push(token);
    }
    return token;
  }

  Token nextNonSpace() {
    Token token = next();
    while (token.is(TokenType.SPACE)) {
      token = next();
    }
    return token;
  }

  Token peekNonSpace() {
    Token token = nextNonSpace();
    pending.push(token);
    return token;
  }

  /** Puts tokens back; the first given is read first. */
  void backup(Token... tokens) {
    for (int i = tokens.length - 1; i >= 0; i--) {
      pending.push(tokens[i]);
    }
  }

  Token expect(TokenType type, String context) {
    Token token = nextNonSpace();
    if (!token.is(type)) {
      throw unexpected(token, context);
    }
    return token;
  }

  /** The value of the string literal that must come next. */
  String expectString(String context) {
    Token token = nextNonSpace();
    if (!token.is(TokenType.STRING) && !token.is(TokenType.RAW_STRING)) {
      throw unexpected(token, context);
    }
    return unquote(token);
  }

  String unquote(Token token) {
    String text = Quoting.unquote(token.text());
    if (text == null) {
      throw error("invalid syntax");
    }
    return text;
  }

  /** Remembers the line of the action that begins, for errors; 0 when it has ended. */
  void actionStartsAt(int line) {
    actionLine = line;
  }

  SyntaxException error(String message) {
    return new SyntaxException(
        "template: " + parseName + ":" + latestLine + ": " + message, latestLine);
  }

  NestingSyntaxException nestingError(String message) {
    return new NestingSyntaxException(
        "template: " + parseName + ":" + latestLine + ": " + message, latestLine);
  }

  SyntaxException unexpected(Token token, String context) {
    if (!token.is(TokenType.ERROR)) {
      return error("unexpected " + token + " in " + context);
    }
    if (actionLine == 0 || actionLine == token.line()) {
      return error(token.text());
    }
    String action = token.text().endsWith(" action") ? "" : " in action";
    return error(token.text() + action + " started at " + parseName + ":" + actionLine);
  }

  private Token lex() {
    Token token = lexer.next();
    latestLine = token.line();
    return token;
  }
}
