package dev.millrace.apply.normalize;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form in which Kubernetes writes a resource quantity: {@code 1024Mi} is {@code 1Gi}, {@code
 * 0.1} is {@code 100m}. A quantity whose exponent already is a multiple of three (of ten for powers
 * of two) keeps its spelling.
 */
final class QuantityForm {

  private enum Format {
    DECIMAL,
    EXPONENT,
    BINARY
  }

  private static final Pattern QUANTITY =
      Pattern.compile("([+-]?)0*(\\d*)(?:\\.(\\d*))?([a-zA-Z]*[+-]?\\d*)");
  private static final Map<String, Integer> DECIMAL_SUFFIXES =
      Map.of("n", -9, "u", -6, "m", -3, "", 0, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);
  private static final Map<String, Integer> BINARY_SUFFIXES =
      Map.of("Ki", 10, "Mi", 20, "Gi", 30, "Ti", 40, "Pi", 50, "Ei", 60);
  private static final int MAX_DIGITS = 18;
  private static final int MAX_EXPONENT = 1_000;
  private static final int SMALLEST_EXPONENT = -9;
  private static final BigDecimal LARGEST_BINARY = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final BigDecimal KIBI = BigDecimal.valueOf(1024);

  private QuantityForm() {}

  /**
   * Returns the canonical form.
   *
   * @throws NumberFormatException if the text is not a quantity
   */
  static String canonical(String text) {
    Matcher parts = QUANTITY.matcher(text);
    if (text.isEmpty() || !parts.matches()) {
      throw new NumberFormatException(text + " is not a quantity");
    }
    String whole = parts.group(2).isEmpty() ? "0" : parts.group(2);
    String fraction = parts.group(3) == null ? "" : parts.group(3);
    String suffix = parts.group(4);
    Format format = format(suffix);
    int exponent = exponent(suffix, format);
    boolean bare = text.chars().noneMatch(c -> c >= '0' && c <= '9');
    if (bare && format == Format.BINARY && roomForDigits(whole, exponent) < 0) {
      throw new NumberFormatException(text + " has no digits");
    }
    if (isCanonical(whole, fraction, exponent, format)) {
      return text;
    }
    BigDecimal amount = new BigDecimal(whole + "." + fraction + "0");
    amount =
        format == Format.BINARY
            ? amount.multiply(new BigDecimal(BigInteger.TWO.pow(exponent)))
            : amount.scaleByPowerOfTen(exponent);
    return write(bounded(amount, format), format, parts.group(1).equals("-"));
  }

  private static Format format(String suffix) {
    if (DECIMAL_SUFFIXES.containsKey(suffix)) {
      return Format.DECIMAL;
    }
    return BINARY_SUFFIXES.containsKey(suffix) ? Format.BINARY : Format.EXPONENT;
  }

  private static int exponent(String suffix, Format format) {
    return switch (format) {
      case DECIMAL -> DECIMAL_SUFFIXES.getOrDefault(suffix, 0);
      case BINARY -> BINARY_SUFFIXES.getOrDefault(suffix, 0);
      case EXPONENT -> {
        if (!suffix.matches("[eE][+-]?\\d{1,9}")) {
          throw new NumberFormatException(suffix + " is not a suffix of a quantity");
        }
        int exponent = Integer.parseInt(suffix.substring(1));
        if (Math.abs(exponent) > MAX_EXPONENT) {
          throw new NumberFormatException("The exponent " + exponent + " is out of bounds");
        }
        yield exponent;
      }
    };
  }

  /** Kubernetes keeps the spelling of short numbers that it would not write any shorter. */
  private static boolean isCanonical(String whole, String fraction, int exponent, Format format) {
    String digits = whole + fraction;
    if (format == Format.BINARY) {
      return fraction.isEmpty()
          && roomForDigits(whole, exponent) >= 0
          && new BigInteger(digits).multiply(BigInteger.TWO.pow(exponent)).bitLength() < 64
          && (Long.parseLong(digits) & 7) != 0;
    }
    int scale = exponent - fraction.length();
    return digits.length() <= MAX_DIGITS
        && scale >= SMALLEST_EXPONENT
        && scale % 3 == 0
        && !digits.endsWith("000")
        && !digits.startsWith("0");
  }

  private static int roomForDigits(String whole, int exponent) {
    return 15 - whole.length() - exponent * 3 / 10 - 1;
  }

  private static BigDecimal bounded(BigDecimal amount, Format format) {
    BigDecimal rounded =
        amount.scale() > -SMALLEST_EXPONENT
            ? amount.setScale(-SMALLEST_EXPONENT, RoundingMode.UP)
            : amount;
    return format == Format.BINARY ? rounded.min(LARGEST_BINARY) : rounded;
  }

  private static String write(BigDecimal amount, Format format, boolean negative) {
    if (amount.signum() == 0) {
      return "0";
    }
    String sign = negative ? "-" : "";
    BigDecimal plain = amount.stripTrailingZeros();
    boolean binary = format == Format.BINARY && plain.compareTo(KIBI) >= 0 && plain.scale() <= 0;
    return sign + (binary ? binary(plain.toBigIntegerExact()) : decimal(plain, format));
  }

  private static String binary(BigInteger amount) {
    int exponent = 0;
    BigInteger rest = amount;
    while (rest.getLowestSetBit() >= 10) {
      rest = rest.shiftRight(10);
      exponent += 10;
    }
    return rest + suffix(BINARY_SUFFIXES, exponent);
  }

  private static String decimal(BigDecimal amount, Format format) {
    int exponent = -amount.scale();
    BigInteger digits = amount.unscaledValue();
    int surplus = Math.floorMod(exponent, 3);
    digits = digits.multiply(BigInteger.TEN.pow(surplus));
    exponent -= surplus;
    if (format == Format.EXPONENT) {
      return exponent == 0 ? digits.toString() : digits + "e" + exponent;
    }
    return digits + suffix(DECIMAL_SUFFIXES, exponent);
  }

  private static String suffix(Map<String, Integer> suffixes, int exponent) {
    return suffixes.entrySet().stream()
        .filter(entry -> entry.getValue() == exponent)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }
}
