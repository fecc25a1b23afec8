package dev.millrace.gotemplate.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Writes and reads floating-point numbers as Go's strconv does. */
public final class FloatText {
  /** As many digits as are needed to read the same number back. */
  public static final int SHORTEST = -1;

  private FloatText() {}

  /** A float64 as {@code fmt.Print} writes it, for example {@code 1e+06} or {@code 2.5}. */
  public static String shortest(double value) {
    return format(value, 'g', SHORTEST, 64);
  }

  /**
   * Writes a number.
   *
   * @param verb one of {@code b e E f g G x X}
   * @param precision digits after the point (significant digits for g and G), or {@link #SHORTEST}
   * @param bits 32 or 64
   */
  public static String format(double value, char verb, int precision, int bits) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    boolean negative = Double.doubleToRawLongBits(value) < 0;
    var text = new StringBuilder(24);
    if (negative) {
      text.append('-');
    }
    double magnitude = Math.abs(value);
    switch (verb) {
      case 'b' -> HexFloat.appendBinary(text, magnitude, bits);
      case 'x', 'X' -> HexFloat.appendHex(text, magnitude, precision, verb == 'X');
      default -> appendDecimal(text, magnitude, verb, precision, bits);
    }
    return text.toString();
  }

  private static void appendDecimal(
      StringBuilder text, double magnitude, char verb, int precision, int bits) {
    boolean shortest = precision < 0;
    Decimal decimal =
        shortest ? Decimal.shortest(magnitude, bits) : rounded(magnitude, verb, precision);
    int count = decimal.digits.length();
    switch (verb) {
      case 'e', 'E' ->
          appendExponent(text, decimal, shortest ? Math.max(count - 1, 0) : precision, verb);
      case 'f', 'F' ->
          appendPlain(text, decimal, shortest ? Math.max(count - decimal.point, 0) : precision);
      default -> appendGeneral(text, decimal, verb, precision, shortest);
    }
  }

  private static Decimal rounded(double magnitude, char verb, int precision) {
    return switch (verb) {
      case 'e', 'E' -> Decimal.significant(magnitude, precision + 1);
      case 'f', 'F' -> Decimal.fractional(magnitude, precision);
      default -> Decimal.significant(magnitude, Math.max(precision, 1));
    };
  }

  /** The form of %g: exponents below -4 and from the precision on are written as such. */
  private static void appendGeneral(
      StringBuilder text, Decimal decimal, char verb, int precision, boolean shortest) {
    int count = decimal.digits.length();
    int wanted = shortest ? count : Math.max(precision, 1);
    int bound = wanted;
    if (bound > count && count >= decimal.point) {
      bound = count;
    }
    if (shortest) {
      bound = 6;
    }
    int exponent = decimal.point - 1;
    if (exponent < -4 || exponent >= bound) {
      int digits = Math.min(wanted, count);
      appendExponent(text, decimal, Math.max(digits - 1, 0), verb == 'G' ? 'E' : 'e');
      return;
    }
    int digits = wanted > decimal.point ? count : wanted;
    appendPlain(text, decimal, Math.max(digits - decimal.point, 0));
  }

  private static void appendExponent(
      StringBuilder text, Decimal decimal, int fraction, char letter) {
    String digits = decimal.digits;
    text.append(digits.isEmpty() ? '0' : digits.charAt(0));
    if (fraction > 0) {
      text.append('.');
      for (int i = 1; i <= fraction; i++) {
        text.append(i < digits.length() ? digits.charAt(i) : '0');
      }
    }
    int exponent = digits.isEmpty() ? 0 : decimal.point - 1;
    text.append(letter).append(exponent < 0 ? '-' : '+');
    int size = Math.abs(exponent);
    if (size < 10) {
      text.append('0');
    }
    text.append(size);
  }

  private static void appendPlain(StringBuilder text, Decimal decimal, int fraction) {
    String digits = decimal.digits;
    if (decimal.point <= 0) {
      text.append('0');
    }
    for (int i = 0; i < decimal.point; i++) {
      text.append(i < digits.length() ? digits.charAt(i) : '0');
    }
    if (fraction > 0) {
      text.append('.');
      for (int i = 0; i < fraction; i++) {
        int index = decimal.point + i;
        text.append(index >= 0 && index < digits.length() ? digits.charAt(index) : '0');
      }
    }
  }

  /**
   * Parses a float64: decimal, hexadecimal with a {@code p} exponent, {@code inf}, {@code nan}.
   *
   * @throws NumberSyntaxException when it is not a number or beyond the range
   */
  public static double parse(String text) throws NumberSyntaxException {
    String unsigned = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    String lower = unsigned.toLowerCase(Locale.ROOT);
    boolean negative = text.startsWith("-");
    if (lower.equals("inf") || lower.equals("infinity")) {
      return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (text.equalsIgnoreCase("nan")) {
      return Double.NaN;
    }
    boolean hex = lower.startsWith("0x");
    if (!FloatSyntax.matches(lower, hex)
        || (text.indexOf('_') >= 0 && !IntegerText.underscoresAreValid(text))) {
      throw NumberSyntaxException.invalid("ParseFloat", text);
    }
    double magnitude = Double.parseDouble(lower.replace("_", ""));
    if (Double.isInfinite(magnitude)) {
      throw NumberSyntaxException.range("ParseFloat", text);
    }
    return negative ? -magnitude : magnitude;
  }

  /**
   * Decimal digits without leading or trailing zeros; the value is 0.DIGITS times ten to the point.
   */
  private record Decimal(String digits, int point) {

    static Decimal shortest(double magnitude, int bits) {
      if (magnitude == 0) {
        return new Decimal("", 0);
      }
      String text = bits == 32 ? Float.toString((float) magnitude) : Double.toString(magnitude);
      int exponentAt = text.indexOf('E');
      String mantissa = exponentAt < 0 ? text : text.substring(0, exponentAt);
      int exponent = exponentAt < 0 ? 0 : Integer.parseInt(text.substring(exponentAt + 1));
      int dot = mantissa.indexOf('.');
      String all = mantissa.substring(0, dot) + mantissa.substring(dot + 1);
      Decimal decimal = trimmed(all, dot + exponent);
      return decimal.digits.length() == 2 ? decimal.withOneDigit(magnitude, bits) : decimal;
    }

    /** Java writes at least two digits; for some tiny numbers one is enough. */
    private Decimal withOneDigit(double magnitude, int bits) {
      var exact = new BigDecimal(magnitude);
      BigDecimal one = exact.round(new java.math.MathContext(1, RoundingMode.HALF_EVEN));
      boolean same =
          bits == 32 ? one.floatValue() == (float) magnitude : one.doubleValue() == magnitude;
      return same ? of(one) : this;
    }

    static Decimal significant(double magnitude, int count) {
      if (magnitude == 0) {
        return new Decimal("", 0);
      }
      return of(
          new BigDecimal(magnitude)
              .round(new java.math.MathContext(count, RoundingMode.HALF_EVEN)));
    }

    static Decimal fractional(double magnitude, int places) {
      var exact = new BigDecimal(magnitude);
      return of(exact.scale() > places ? exact.setScale(places, RoundingMode.HALF_EVEN) : exact);
    }

    private static Decimal of(BigDecimal value) {
      String digits = value.unscaledValue().toString();
      return trimmed(digits, digits.length() - value.scale());
    }

    private static Decimal trimmed(String digits, int point) {
      int from = 0;
      int to = digits.length();
      while (from < to && digits.charAt(from) == '0') {
        from++;
      }
      while (to > from && digits.charAt(to - 1) == '0') {
        to--;
      }
      return from == to
          ? new Decimal("", 0)
          : new Decimal(digits.substring(from, to), point - from);
    }
  }
}
