package dev.millrace.envsubst;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Parses templates. All syntax is ASCII, so the parser looks at bytes; only the letters of variable
 * names are decoded. A NUL byte ends the template, as in the original.
 */
final class TemplateParser {
  private final byte[] source;
  private final SubstitutionLimits limits;
  private int at;

  TemplateParser(byte[] source, SubstitutionLimits limits) {
    if (source.length > limits.maxBytes()) {
      throw new SubstitutionException(
          "the text to substitute is longer than " + limits.maxBytes() + " bytes");
    }
    this.source = source;
    this.limits = limits;
  }

  /** Which bytes end a piece of text inside an expression. */
  private enum End {
    BRACE,
    COLON_OR_BRACE,
    SLASH;

    boolean at(int c) {
      return switch (this) {
        case BRACE -> c == '}';
        case COLON_OR_BRACE -> c == ':' || c == '}';
        case SLASH -> c == '/';
      };
    }
  }

  List<Node> parse() {
    List<Node> nodes = new ArrayList<>();
    while (peek() != 0) {
      nodes.add(startsExpression() ? expression(0) : text());
    }
    return nodes;
  }

  /** Text between expressions, in which {@code $$} stands for one {@code $}. */
  private Node text() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    while (peek() != 0 && !startsExpression()) {
      if (peek() == '$' && peek(1) == '$') {
        at++;
      }
      text.write(source[at++]);
    }
    return new Node.Text(text.toByteArray());
  }

  private Node expression(int depth) {
    if (depth >= limits.maxDepth()) {
      throw error("expressions are nested deeper than " + limits.maxDepth() + " levels");
    }
    at += 2;
    if (peek() == '#') {
      at++;
      return finish(name(), Operation.LENGTH, List.of());
    }
    String name = name();
    return switch (peek()) {
      case ':' -> colon(name, depth);
      case '=' -> {
        at++;
        yield defaultValue(name, depth);
      }
      case ',', '^' -> finish(name, casing(), List.of());
      case '/' -> replacement(name, depth);
      case '#', '%' -> finish(name, removal(), List.of(argument(End.BRACE, false, depth)));
      default -> finish(name, Operation.VALUE, List.of());
    };
  }

  private String name() {
    int start = at;
    while (at < source.length) {
      Utf8.Rune rune = Utf8.decode(source, at);
      if (!Character.isLetter(rune.value())
          && !Character.isDigit(rune.value())
          && rune.value() != '_') {
        break;
      }
      at += rune.width();
    }
    if (at == start) {
      throw error("expected the name of a variable");
    }
    return new String(source, start, at - start, StandardCharsets.UTF_8);
  }

  private Node colon(String name, int depth) {
    at++;
    return switch (peek()) {
      case '=', '-', '?', '+' -> {
        at++;
        yield defaultValue(name, depth);
      }
      default -> substring(name, depth);
    };
  }

  /** All operators with {@code -}, {@code +}, {@code =} and {@code ?} act alike in the original. */
  private Node defaultValue(String name, int depth) {
    List<Node> parts = new ArrayList<>();
    while (peek() != '}') {
      parts.add(argument(End.BRACE, false, depth));
    }
    return finish(name, Operation.DEFAULT, parts);
  }

  private Node substring(String name, int depth) {
    if (Utf8.decode(source, at).width() > 1) {
      throw error("expected an offset behind ':'");
    }
    List<Node> arguments = new ArrayList<>();
    arguments.add(argument(End.COLON_OR_BRACE, false, depth));
    if (peek() == ':') {
      skipAll(':');
      arguments.add(argument(End.BRACE, false, depth));
    }
    return finish(name, Operation.SUBSTRING, arguments);
  }

  private Operation casing() {
    int first = source[at++];
    int second = peek();
    if (second != ',' && second != '^') {
      return first == ',' ? Operation.LOWER_FIRST : Operation.UPPER_FIRST;
    }
    at++;
    if (first != second) {
      return Operation.VALUE;
    }
    return first == ',' ? Operation.LOWER : Operation.UPPER;
  }

  private Operation removal() {
    int sign = source[at++];
    boolean longest = peek() == sign;
    if (longest) {
      at++;
    }
    if (sign == '#') {
      return longest ? Operation.TRIM_LONGEST_PREFIX : Operation.TRIM_SHORTEST_PREFIX;
    }
    return longest ? Operation.TRIM_LONGEST_SUFFIX : Operation.TRIM_SHORTEST_SUFFIX;
  }

  private Node replacement(String name, int depth) {
    at++;
    Operation operation =
        switch (peek()) {
          case '/' -> Operation.REPLACE_ALL;
          case '#' -> Operation.REPLACE_PREFIX;
          case '%' -> Operation.REPLACE_SUFFIX;
          default -> Operation.REPLACE_FIRST;
        };
    if (operation != Operation.REPLACE_FIRST) {
      at++;
    }
    List<Node> arguments = new ArrayList<>();
    arguments.add(argument(End.SLASH, true, depth));
    if (peek() != '/') {
      throw error("expected '/' behind the text to replace");
    }
    skipAll('/');
    if (peek() != '}') {
      arguments.add(argument(End.BRACE, true, depth));
    }
    return finish(name, operation, arguments);
  }

  /** Either one expression or a piece of text; never empty. */
  private Node argument(End end, boolean escapes, int depth) {
    if (startsExpression()) {
      return expression(depth + 1);
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    while (peek() != 0 && !startsExpression()) {
      if (escapes && startsEscape()) {
        at++;
      } else if (end.at(peek())) {
        break;
      }
      text.write(source[at++]);
    }
    if (text.size() == 0) {
      throw error("an operand is missing");
    }
    return new Node.Text(text.toByteArray());
  }

  private boolean startsEscape() {
    return (peek() == '$' && peek(1) == '$')
        || (peek() == '\\' && (peek(1) == '/' || peek(1) == '\\'));
  }

  private Node finish(String name, Operation operation, List<Node> arguments) {
    if (peek() != '}') {
      throw error("expected '}' at the end of the expression");
    }
    at++;
    return new Node.Expression(name, operation, arguments);
  }

  private boolean startsExpression() {
    return peek() == '$' && peek(1) == '{';
  }

  private void skipAll(char c) {
    while (peek() == c) {
      at++;
    }
  }

  private int peek() {
    return peek(0);
  }

  private int peek(int ahead) {
    return at + ahead < source.length ? source[at + ahead] : 0;
  }

  private SubstitutionException error(String problem) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < Math.min(at, source.length); i++) {
      if (source[i] == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    String before =
        new String(
            Arrays.copyOfRange(source, lineStart, Math.max(lineStart, at)), StandardCharsets.UTF_8);
    return new SubstitutionException(
        "line %d, column %d: bad variable expression: %s"
            .formatted(line, before.codePointCount(0, before.length()) + 1, problem));
  }
}
