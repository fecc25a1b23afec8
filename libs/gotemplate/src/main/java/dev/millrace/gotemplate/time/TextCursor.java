package dev.millrace.gotemplate.time;

import java.util.List;

/** A text that is read from left to right. Reading what is not there gives -1 or false. */
final class TextCursor {
  private String rest;

  TextCursor(String text) {
    this.rest = text;
  }

  /** What has not been read yet. */
  String rest() {
    return rest;
  }

  int length() {
    return rest.length();
  }

  boolean startsWith(String prefix) {
    return rest.startsWith(prefix);
  }

  /** Reads a text if it comes next. */
  boolean take(String text) {
    boolean found = rest.startsWith(text);
    if (found) {
      skip(text.length());
    }
    return found;
  }

  /** Reads so many characters. */
  String take(int count) {
    String taken = rest.substring(0, count);
    skip(count);
    return taken;
  }

  void skip(int count) {
    rest = rest.substring(count);
  }

  /** Passes over spaces, at most so many. */
  void skipSpaces(int limit) {
    int count = 0;
    while (count < limit && count < rest.length() && rest.charAt(count) == ' ') {
      count++;
    }
    skip(count);
  }

  boolean isDigit(int index) {
    return index < rest.length() && rest.charAt(index) >= '0' && rest.charAt(index) <= '9';
  }

  /** Reads a number of exactly so many digits. */
  int number(int digits) {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      if (!isDigit(i)) {
        return -1;
      }
      value = value * 10 + rest.charAt(i) - '0';
    }
    skip(digits);
    return value;
  }

  /**
   * Reads a number of up to so many digits.
   *
   * @param exact whether it must have all of them
   */
  int number(int digits, boolean exact) {
    int count = 0;
    while (count < digits && isDigit(count)) {
      count++;
    }
    return count == 0 || (exact && count != digits) ? -1 : number(count);
  }

  /** Reads one of the names in any case and returns its index. */
  int name(List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (rest.regionMatches(true, 0, name, 0, name.length())) {
        skip(name.length());
        return i;
      }
    }
    return -1;
  }

  /** Whether a point or comma and a digit come next. */
  boolean startsFraction() {
    return (rest.startsWith(".") || rest.startsWith(",")) && isDigit(1);
  }

  /** The number of characters of the fraction that comes next, its point counted. */
  int fractionLength() {
    int length = 1;
    while (isDigit(length)) {
      length++;
    }
    return length;
  }

  /**
   * Reads a fraction of so many characters as nanoseconds; digits beyond the ninth do not count.
   */
  int nanoseconds(int length) {
    if (rest.length() < length || !startsFraction()) {
      return -1;
    }
    int scaled = 0;
    for (int i = 1; i <= 9; i++) {
      if (i < length && !isDigit(i)) {
        return -1;
      }
      scaled = scaled * 10 + (i < length ? rest.charAt(i) - '0' : 0);
    }
    skip(length);
    return scaled;
  }
}
