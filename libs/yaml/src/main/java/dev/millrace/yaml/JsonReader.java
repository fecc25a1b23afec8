package dev.millrace.yaml;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON parser with the strictness of Go's {@code encoding/json}. */
final class JsonReader {
  private static final int END = -1;

  private final String text;
  private final YamlLimits limits;
  private final boolean refuseDuplicates;
  private boolean allDoubles;
  private int at;
  private int nodes;

  JsonReader(String text, YamlLimits limits, boolean refuseDuplicates) {
    NodeReader.checkLength(text, limits);
    this.text = text;
    this.limits = limits;
    this.refuseDuplicates = refuseDuplicates;
  }

  /** Reads every number as Go reads it into an interface; integers are not kept exact. */
  JsonReader allNumbersAsDoubles() {
    allDoubles = true;
    return this;
  }

  @Nullable Object read() {
    Object value = value(0);
    skipSpace();
    if (at < text.length()) {
      throw error("unexpected text after the JSON value");
    }
    return value;
  }

  private @Nullable Object value(int depth) {
    skipSpace();
    if (++nodes > limits.maxNodes()) {
      throw error("the JSON has more than " + limits.maxNodes() + " values");
    }
    return switch (peek()) {
      case '{' -> object(checked(depth));
      case '[' -> array(checked(depth));
      case '"' -> string();
      case 't' -> word("true", Boolean.TRUE);
      case 'f' -> word("false", Boolean.FALSE);
      case 'n' -> word("null", null);
      case END -> throw error("the JSON ends too early");
      default -> number();
    };
  }

  private int checked(int depth) {
    if (depth >= limits.maxDepth()) {
      throw error("the JSON is nested deeper than " + limits.maxDepth() + " levels");
    }
    return depth + 1;
  }

  private Map<String, @Nullable Object> object(int depth) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    at++;
    skipSpace();
    if (take('}')) {
      return map;
    }
    do {
      skipSpace();
      if (peek() != '"') {
        throw error("expected a key in double quotes");
      }
      String key = string();
      skipSpace();
      expect(':');
      if (refuseDuplicates && map.containsKey(key)) {
        throw error("the key \"" + key + "\" occurs twice");
      }
      map.put(key, value(depth));
      skipSpace();
    } while (take(','));
    expect('}');
    return map;
  }

  private List<@Nullable Object> array(int depth) {
    List<@Nullable Object> list = new ArrayList<>();
    at++;
    skipSpace();
    if (take(']')) {
      return list;
    }
    do {
      list.add(value(depth));
      skipSpace();
    } while (take(','));
    expect(']');
    return list;
  }

  private @Nullable Object word(String word, @Nullable Boolean value) {
    if (!text.startsWith(word, at)) {
      throw error("invalid value; only true, false and null are words in JSON");
    }
    at += word.length();
    return value;
  }

  private Object number() {
    int start = at;
    take('-');
    if (!take('0') && digits() == 0) {
      throw error("invalid value");
    }
    boolean integer = true;
    if (take('.')) {
      integer = false;
      requireDigits();
    }
    if (take('e') || take('E')) {
      integer = false;
      if (!take('+')) {
        take('-');
      }
      requireDigits();
    }
    if (at - start > GoNumbers.MAX_LENGTH) {
      throw error("a number has more than " + GoNumbers.MAX_LENGTH + " characters");
    }
    return convert(text.substring(start, at), integer);
  }

  private Object convert(String number, boolean integer) {
    if (integer && !allDoubles) {
      BigInteger value = new BigInteger(number);
      return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }
    double value = Double.parseDouble(number);
    if (!Double.isFinite(value)) {
      throw error("a number is too large");
    }
    return value;
  }

  private void requireDigits() {
    if (digits() == 0) {
      throw error("a number lacks digits");
    }
  }

  private int digits() {
    int start = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    return at - start;
  }

  private String string() {
    int start = ++at;
    while (true) {
      int c = peek();
      if (c == '"') {
        return text.substring(start, at++);
      }
      if (c == '\\') {
        return escapedString(start);
      }
      checkCharacter(c);
      at++;
    }
  }

  /** The text between escapes is taken over as a whole: there may be megabytes of it. */
  private String escapedString(int start) {
    StringBuilder content = new StringBuilder(closingQuote() - start);
    int copied = start;
    for (int c = peek(); c != '"'; c = peek()) {
      if (c == '\\') {
        content.append(text, copied, at++).append(escape());
        copied = at;
      } else {
        checkCharacter(c);
        at++;
      }
    }
    return content.append(text, copied, at++).toString();
  }

  /** Where the string that is being read ends, or the text does. */
  private int closingQuote() {
    int end = at;
    while (end < text.length() && text.charAt(end) != '"') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return end;
  }

  private void checkCharacter(int c) {
    if (c == END) {
      throw error("a string does not end");
    }
    if (c < ' ') {
      throw error("a control character in a string must be escaped");
    }
  }

  private String escape() {
    int c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> String.valueOf((char) c);
      case 'b' -> "\b";
      case 'f' -> "\f";
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 't' -> "\t";
      case 'u' -> unicodeEscape();
      default -> throw error("invalid escape in a string");
    };
  }

  /** Halves of surrogate pairs become the replacement character, as in Go. */
  private String unicodeEscape() {
    char first = hex(at);
    at += 4;
    if (!Character.isSurrogate(first)) {
      return String.valueOf(first);
    }
    if (Character.isHighSurrogate(first) && text.startsWith("\\u", at)) {
      char second = hex(at + 2);
      if (Character.isLowSurrogate(second)) {
        at += 6;
        return String.valueOf(new char[] {first, second});
      }
    }
    return "\ufffd";
  }

  private char hex(int from) {
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw error("invalid escape in a string: \\u needs four hexadecimal digits");
      }
      value = value * 16 + digit;
    }
    return (char) value;
  }

  private int peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  private boolean take(char c) {
    boolean found = peek() == c;
    if (found) {
      at++;
    }
    return found;
  }

  private void expect(char c) {
    if (!take(c)) {
      throw error("expected '" + c + "'");
    }
  }

  private void skipSpace() {
    while (peek() == ' ' || peek() == '\n' || peek() == '\t' || peek() == '\r') {
      at++;
    }
  }

  private YamlException error(String problem) {
    int lineStart = at == 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
    int line = (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count() + 1;
    int column = text.codePointCount(lineStart, Math.min(at, text.length())) + 1;
    return new YamlException(problem, new Position(line, column, at));
  }
}
