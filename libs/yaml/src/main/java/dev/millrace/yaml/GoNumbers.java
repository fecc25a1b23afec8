package dev.millrace.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in the text forms of Go's {@code strconv} and {@code encoding/json}. Values: {@code Long}
 * for what fits in 64 bits signed, {@code BigInteger} for the unsigned rest, {@code Double}.
 */
public final class GoNumbers {
  private static final BigInteger MAX_UNSIGNED =
      BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  private static final Pattern DOT_FLOAT =
      Pattern.compile("\\.[0-9]+(_[0-9]+)*([eE][-+]?[0-9]+(_[0-9]+)*)?");

  /** Longest number text that is converted; longer ones stay strings, or are errors in JSON. */
  static final int MAX_LENGTH = 4096;

  private GoNumbers() {}

  /**
   * Go's {@code strconv.FormatFloat(value, 'g', -1, 64)}: the shortest digits that identify the
   * value, with an exponent from 1e+06 up and below 0.0001. Infinities and NaN as Go spells them.
   */
  public static String formatGeneral(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
    }
    ShortestDecimal decimal = ShortestDecimal.of(value);
    return decimal.exponent() < -4 || decimal.exponent() >= 6
        ? decimal.scientific(2)
        : decimal.plain();
  }

  /**
   * A float as Go's {@code encoding/json} prints it: plain digits between 1e-6 and 1e21, else an
   * exponent without leading zero ({@code 1e-7}, {@code 1e+21}).
   *
   * @throws IllegalArgumentException for infinities and NaN, which JSON can't hold
   */
  public static String formatJson(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "JSON has no number for infinity or NaN; write a string instead");
    }
    double size = Math.abs(value);
    ShortestDecimal decimal = ShortestDecimal.of(value);
    boolean plain = size == 0 || (size >= 1e-6 && size < 1e21);
    return plain ? decimal.plain() : decimal.scientific(1);
  }

  /**
   * An integer in the forms of Go's {@code ParseInt(text, 0, 64)}: sign, {@code 0x}, {@code 0b},
   * {@code 0o} and the old octal {@code 017}; null when the text is none or needs more than 64
   * bits.
   */
  static @Nullable Number parseInteger(String text) {
    int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    int radix = 10;
    int digits = start;
    if (text.length() > start + 1 && text.charAt(start) == '0') {
      radix =
          switch (text.charAt(start + 1)) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            case 'o', 'O' -> 8;
            default -> 0;
          };
      digits = start + (radix == 0 ? 1 : 2);
      radix = radix == 0 ? 8 : radix;
    }
    return parseDigits(text, start == 1, text.charAt(0) == '-', digits, radix);
  }

  private static @Nullable Number parseDigits(
      String text, boolean signed, boolean negative, int from, int radix) {
    if (from >= text.length() || text.length() > MAX_LENGTH) {
      return null;
    }
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) > 'z' || Character.digit(text.charAt(i), radix) < 0) {
        return null;
      }
    }
    BigInteger size = new BigInteger(text.substring(from), radix);
    BigInteger value = negative ? size.negate() : size;
    if (value.bitLength() < Long.SIZE) {
      return value.longValue();
    }
    return !signed && value.signum() > 0 && value.compareTo(MAX_UNSIGNED) <= 0 ? value : null;
  }

  /** A decimal float, or null when the text is none or is too large for a double. */
  static @Nullable Double parseFloat(String text) {
    if (text.length() > MAX_LENGTH || !DECIMAL.matcher(text).matches()) {
      return null;
    }
    double value = Double.parseDouble(text);
    return Double.isFinite(value) ? value : null;
  }

  /** A float that starts with a dot, underscores allowed between its digits; or null. */
  static @Nullable Double parseDotFloat(String text) {
    return text.length() <= MAX_LENGTH && DOT_FLOAT.matcher(text).matches()
        ? parseFloat(text.replace("_", ""))
        : null;
  }

  /**
   * The number that a reader of this number's JSON text sees: {@code 1.0} is written {@code 1} and
   * comes back as an integer; integers beyond 64 bits come back as floats.
   */
  static Number throughJson(Number number) {
    return switch (number) {
      case Double d ->
          d == Math.rint(d) && Math.abs(d) < 1e21 ? integral(new BigDecimal(formatJson(d))) : d;
      case Float f -> throughJson(f.doubleValue());
      case BigInteger i -> integral(new BigDecimal(i));
      case BigDecimal d -> throughJson(d.doubleValue());
      default -> number.longValue();
    };
  }

  private static Number integral(BigDecimal value) {
    BigInteger whole = value.toBigInteger();
    if (whole.bitLength() < Long.SIZE) {
      return whole.longValue();
    }
    return whole.signum() > 0 && whole.compareTo(MAX_UNSIGNED) <= 0 ? whole : value.doubleValue();
  }
}
