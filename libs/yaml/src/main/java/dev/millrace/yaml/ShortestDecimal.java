package dev.millrace.yaml;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The shortest decimal digits that identify a double, as Go and Java both choose them.
 *
 * @param digits significant digits without zeros at the end; {@code "0"} for zero
 * @param exponent of the first digit: 1 for 12.5
 */
record ShortestDecimal(boolean negative, String digits, int exponent) {

  static ShortestDecimal of(double value) {
    boolean negative = value < 0 || (value == 0 && 1 / value < 0);
    if (value == 0) {
      return new ShortestDecimal(negative, "0", 0);
    }
    BigDecimal shortest = oneDigitWherePossible(Math.abs(value));
    String digits = shortest.unscaledValue().toString();
    return new ShortestDecimal(negative, digits, digits.length() - 1 - shortest.scale());
  }

  /** Java keeps two digits where one would do ({@code 4.9E-324}); Go writes {@code 5e-324}. */
  private static BigDecimal oneDigitWherePossible(double size) {
    BigDecimal shortest = new BigDecimal(Double.toString(size)).stripTrailingZeros();
    if (shortest.precision() == 2) {
      BigDecimal rounded = shortest.setScale(shortest.scale() - 1, RoundingMode.HALF_EVEN);
      if (rounded.doubleValue() == size) {
        return rounded.stripTrailingZeros();
      }
    }
    return shortest;
  }

  /** {@code 1.25e+30}; the exponent has at least {@code minExponentDigits} digits. */
  String scientific(int minExponentDigits) {
    StringBuilder text = new StringBuilder(negative ? "-" : "").append(digits.charAt(0));
    if (digits.length() > 1) {
      text.append('.').append(digits, 1, digits.length());
    }
    String size = Integer.toString(Math.abs(exponent));
    return text.append('e')
        .append(exponent < 0 ? '-' : '+')
        .append("0".repeat(Math.max(0, minExponentDigits - size.length())))
        .append(size)
        .toString();
  }

  /** All digits, no exponent. */
  String plain() {
    StringBuilder text = new StringBuilder(negative ? "-" : "");
    if (exponent < 0) {
      return text.append("0.").append("0".repeat(-exponent - 1)).append(digits).toString();
    }
    int whole = exponent + 1;
    if (digits.length() <= whole) {
      return text.append(digits).append("0".repeat(whole - digits.length())).toString();
    }
    return text.append(digits, 0, whole)
        .append('.')
        .append(digits, whole, digits.length())
        .toString();
  }
}
