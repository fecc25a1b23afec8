package dev.millrace.api.meta;

import java.time.Duration;

/** Reads and writes the text form of Go's {@code time.Duration}. */
final class GoDurationText {

  private static final long MICROSECOND = 1_000L;
  private static final long MILLISECOND = 1_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  private final String text;
  private int position;

  private GoDurationText(String text) {
    this.text = text;
  }

  static Duration parse(String text) {
    var reader = new GoDurationText(text);
    try {
      return Duration.ofNanos(reader.read());
    } catch (ArithmeticException _) {
      throw new IllegalArgumentException(
          "duration \"" + text + "\" is too long: the limit is about 292 years");
    }
  }

  private long read() {
    boolean negative = text.startsWith("-");
    if (negative || text.startsWith("+")) {
      position++;
    }
    if (text.substring(position).equals("0")) {
      return 0;
    }
    if (position == text.length()) {
      throw malformed();
    }
    long nanos = 0;
    while (position < text.length()) {
      nanos = Math.addExact(nanos, readQuantity());
    }
    return negative ? -nanos : nanos;
  }

  private long readQuantity() {
    int start = position;
    long whole = readWhole();
    boolean hasDigits = position > start;
    long fraction = 0;
    double scale = 1;
    if (position < text.length() && text.charAt(position) == '.') {
      position++;
      while (position < text.length() && isDigit(text.charAt(position))) {
        hasDigits = true;
        if (fraction < Long.MAX_VALUE / 10 - 1) {
          fraction = fraction * 10 + (text.charAt(position) - '0');
          scale *= 10;
        }
        position++;
      }
    }
    if (!hasDigits) {
      throw malformed();
    }
    long unit = readUnit();
    return Math.addExact(Math.multiplyExact(whole, unit), (long) (fraction * (unit / scale)));
  }

  private long readWhole() {
    long whole = 0;
    while (position < text.length() && isDigit(text.charAt(position))) {
      whole = Math.addExact(Math.multiplyExact(whole, 10L), text.charAt(position) - '0');
      position++;
    }
    return whole;
  }

  private long readUnit() {
    int start = position;
    while (position < text.length()
        && text.charAt(position) != '.'
        && !isDigit(text.charAt(position))) {
      position++;
    }
    return switch (text.substring(start, position)) {
      case "ns" -> 1;
      case "us", "\u00b5s", "\u03bcs" -> MICROSECOND;
      case "ms" -> MILLISECOND;
      case "s" -> SECOND;
      case "m" -> MINUTE;
      case "h" -> HOUR;
      default -> throw malformed();
    };
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  private IllegalArgumentException malformed() {
    return new IllegalArgumentException(
        text.isEmpty()
            ? "a duration is missing: give one such as 30s, 5m or 1h30m"
            : "\""
                + text
                + "\" is not a duration: use numbers with the units ms, s, m or h, as in 1h30m");
  }

  static String format(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos == 0) {
      return "0s";
    }
    // Long.MIN_VALUE has no positive counterpart; its division results are correct all the same.
    String sign = nanos < 0 ? "-" : "";
    long size = Math.abs(nanos);
    if (size > 0 && size < SECOND) {
      return sign + formatBelowSecond(size);
    }
    long hours = Math.abs(nanos / HOUR);
    long minutes = Math.abs(nanos % HOUR / MINUTE);
    String seconds = decimal(Math.abs(nanos % MINUTE), SECOND) + "s";
    if (hours > 0) {
      return sign + hours + "h" + minutes + "m" + seconds;
    }
    return minutes > 0 ? sign + minutes + "m" + seconds : sign + seconds;
  }

  private static String formatBelowSecond(long nanos) {
    if (nanos < MICROSECOND) {
      return nanos + "ns";
    }
    return nanos < MILLISECOND
        ? decimal(nanos, MICROSECOND) + "\u00b5s"
        : decimal(nanos, MILLISECOND) + "ms";
  }

  /** Writes {@code value / unit} without trailing zeros; the unit is a power of ten. */
  private static String decimal(long value, long unit) {
    long fraction = value % unit;
    if (fraction == 0) {
      return Long.toString(value / unit);
    }
    String digits = Long.toString(unit + fraction).substring(1);
    return value / unit + "." + digits.replaceFirst("0+$", "");
  }
}
