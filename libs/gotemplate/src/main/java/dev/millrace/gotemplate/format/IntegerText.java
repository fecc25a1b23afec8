package dev.millrace.gotemplate.format;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Parses integers as Go's strconv does. */
public final class IntegerText {
  private static final BigInteger MAX_UNSIGNED =
      BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
  private static final BigInteger MAX_SIGNED = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger MIN_SIGNED = BigInteger.valueOf(Long.MIN_VALUE);

  private IntegerText() {}

  /**
   * Parses a signed 64-bit integer.
   *
   * @param base 2 to 36, or 0 to take it from the prefix (0x, 0o, 0b, 0) and allow underscores
   */
  public static long parseSigned(String text, int base) throws NumberSyntaxException {
    return parseSigned(text, base, "ParseInt");
  }

  /** As Go's {@code strconv.Atoi}. */
  public static long parseDecimal(String text) throws NumberSyntaxException {
    return parseSigned(text, 10, "Atoi");
  }

  private static long parseSigned(String text, int base, String function)
      throws NumberSyntaxException {
    boolean negative = text.startsWith("-");
    boolean signed = negative || text.startsWith("+");
    BigInteger magnitude = magnitude(signed ? text.substring(1) : text, base);
    if (magnitude == null) {
      throw NumberSyntaxException.invalid(function, text);
    }
    BigInteger value = negative ? magnitude.negate() : magnitude;
    if (value.compareTo(MAX_SIGNED) > 0 || value.compareTo(MIN_SIGNED) < 0) {
      throw NumberSyntaxException.range(function, text);
    }
    return value.longValue();
  }

  /** Parses an unsigned 64-bit integer and returns its bits. No sign is allowed. */
  public static long parseUnsigned(String text, int base) throws NumberSyntaxException {
    BigInteger magnitude = magnitude(text, base);
    if (magnitude == null) {
      throw NumberSyntaxException.invalid("ParseUint", text);
    }
    if (magnitude.compareTo(MAX_UNSIGNED) > 0) {
      throw NumberSyntaxException.range("ParseUint", text);
    }
    return magnitude.longValue();
  }

  /** The value of digits without a sign, or null where the text is not a number. */
  private static @Nullable BigInteger magnitude(String text, int base) {
    if (base != 0) {
      return digits(text, base);
    }
    int radix = 10;
    int start = 0;
    if (text.length() > 1 && text.charAt(0) == '0') {
      char prefix = Character.toLowerCase(text.charAt(1));
      radix = prefix == 'x' ? 16 : prefix == 'b' ? 2 : 8;
      start = prefix == 'x' || prefix == 'b' || prefix == 'o' ? 2 : 1;
    }
    if (text.indexOf('_') >= 0 && !underscoresAreValid(text)) {
      return null;
    }
    return digits(text.substring(start).replace("_", ""), radix);
  }

  private static @Nullable BigInteger digits(String text, int base) {
    if (text.isEmpty()) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80 || Character.digit(c, base) < 0) {
        return null;
      }
    }
    return new BigInteger(text, base);
  }

  /** Underscores may only stand between digits, or between the base prefix and a digit. */
  static boolean underscoresAreValid(String text) {
    int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    boolean hex = false;
    boolean afterDigit = false;
    if (text.length() - start >= 2 && text.charAt(start) == '0') {
      char prefix = Character.toLowerCase(text.charAt(start + 1));
      if (prefix == 'b' || prefix == 'o' || prefix == 'x') {
        hex = prefix == 'x';
        start += 2;
        afterDigit = true;
      }
    }
    boolean afterUnderscore = false;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '_') {
        if (!afterDigit) {
          return false;
        }
        afterUnderscore = true;
        afterDigit = false;
        continue;
      }
      boolean digit = (c >= '0' && c <= '9') || (hex && Character.digit(c, 16) >= 0);
      if (!digit && afterUnderscore) {
        return false;
      }
      afterDigit = digit;
      afterUnderscore = false;
    }
    return !afterUnderscore;
  }
}
