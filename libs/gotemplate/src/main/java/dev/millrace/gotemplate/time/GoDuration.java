package dev.millrace.gotemplate.time;

import dev.millrace.gotemplate.Call;
import dev.millrace.gotemplate.GoFunction;
import dev.millrace.gotemplate.HostObject;
import dev.millrace.gotemplate.Signature;
import dev.millrace.gotemplate.format.Quoting;
import dev.millrace.gotemplate.value.GoType;
import dev.millrace.gotemplate.value.IntegerValue;
import dev.millrace.gotemplate.value.Stringer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Go's {@code time.Duration}: its text forms, and values of it that methods of times give. */
public record GoDuration(long nanos) implements HostObject, IntegerValue, Stringer {
  /** {@code time.Duration}, an int64. */
  public static final GoType TYPE = GoType.defined("time.Duration", GoType.INT64);

  private static final long MICRO = 1_000;
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000_000_000;
  private static final BigInteger BOUND = BigInteger.ONE.shiftLeft(63);

  private static final Map<String, Long> UNITS =
      Map.of(
          "ns", 1L,
          "us", MICRO,
          "\u00b5s", MICRO,
          "\u03bcs", MICRO,
          "ms", MILLI,
          "s", SECOND,
          "m", 60 * SECOND,
          "h", 3600 * SECOND);

  @Override
  public GoType goType() {
    return TYPE;
  }

  @Override
  public long bits() {
    return nanos;
  }

  @Override
  public String goString() {
    return text(nanos);
  }

  @Override
  public @Nullable GoFunction method(String name) {
    return switch (name) {
      case "String" -> method(name, _ -> goString());
      case "Hours" -> method(name, _ -> nanos / 3600e9);
      case "Minutes" -> method(name, _ -> nanos / 60e9);
      case "Seconds" -> method(name, _ -> nanos / 1e9);
      case "Milliseconds" -> method(name, _ -> nanos / MILLI);
      case "Microseconds" -> method(name, _ -> nanos / MICRO);
      case "Nanoseconds" -> method(name, _ -> nanos);
      default -> null;
    };
  }

  private static GoFunction method(String name, GoFunction.Body body) {
    return new GoFunction(name, Signature.of(), body);
  }

  /** The text of a duration as Go prints it: {@code 1h0m0s}, {@code 1.5s}, {@code 0s}. */
  public static String text(long nanos) {
    if (nanos == 0) {
      return "0s";
    }
    BigInteger size = BigInteger.valueOf(nanos).abs();
    String sign = nanos < 0 ? "-" : "";
    long small = size.bitLength() < 63 ? size.longValue() : Long.MAX_VALUE;
    if (small < MICRO) {
      return sign + small + "ns";
    }
    if (small < SECOND) {
      boolean micros = small < MILLI;
      return sign + decimal(size, micros ? 3 : 6) + (micros ? "\u00b5s" : "ms");
    }
    BigInteger[] minutes = size.divideAndRemainder(BigInteger.valueOf(60 * SECOND));
    String seconds = decimal(minutes[1], 9) + "s";
    long total = minutes[0].longValue();
    if (total == 0) {
      return sign + seconds;
    }
    String hours = total >= 60 ? total / 60 + "h" : "";
    return sign + hours + total % 60 + "m" + seconds;
  }

  private static String decimal(BigInteger units, int scale) {
    return new BigDecimal(units, scale).stripTrailingZeros().toPlainString();
  }

  /**
   * Reads a duration such as {@code 1h30m} or {@code -1.5s}, in nanoseconds.
   *
   * @throws TimeSyntaxException when the text is not a duration that fits
   */
  public static long parse(String text) throws TimeSyntaxException {
    boolean negative = text.startsWith("-");
    String rest = negative || text.startsWith("+") ? text.substring(1) : text;
    if (rest.equals("0")) {
      return 0;
    }
    if (rest.isEmpty()) {
      throw invalid(text);
    }
    BigInteger total = BigInteger.ZERO;
    for (int i = 0; i < rest.length(); ) {
      int number = end(rest, i, true);
      int unit = end(rest, number, false);
      total = total.add(term(text, rest.substring(i, number), rest.substring(number, unit)));
      i = unit;
    }
    BigInteger value = negative ? total.negate() : total;
    if (value.compareTo(BOUND.negate()) < 0 || value.compareTo(BOUND) >= 0) {
      throw invalid(text);
    }
    return value.longValue();
  }

  private static BigInteger term(String whole, String number, String unit)
      throws TimeSyntaxException {
    String digits = number.replace(".", "");
    if (digits.isEmpty() || number.length() - digits.length() > 1 || digits.length() > 60) {
      throw invalid(whole);
    }
    if (unit.isEmpty()) {
      throw new TimeSyntaxException("time: missing unit in duration " + Quoting.quote(whole));
    }
    Long nanos = UNITS.get(unit);
    if (nanos == null) {
      throw new TimeSyntaxException(
          "time: unknown unit " + Quoting.quote(unit) + " in duration " + Quoting.quote(whole));
    }
    return new BigDecimal("0" + number + (number.endsWith(".") ? "0" : ""))
        .multiply(BigDecimal.valueOf(nanos))
        .toBigInteger();
  }

  private static int end(String text, int from, boolean digits) {
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      boolean numeric = c == '.' || (c >= '0' && c <= '9');
      if (numeric != digits) {
        break;
      }
      i++;
    }
    return i;
  }

  private static TimeSyntaxException invalid(String text) {
    return new TimeSyntaxException("time: invalid duration " + Quoting.quote(text));
  }

  /** The duration that a method of a time was given. */
  static long argument(Call call, int index) {
    return call.value(index) instanceof GoDuration duration ? duration.nanos : 0;
  }
}
