package dev.millrace.cel;

import com.google.common.primitives.UnsignedLong;
import dev.millrace.yaml.GoJson;
import dev.millrace.yaml.GoNumbers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fills the clauses of a format: {@code %s %d %f %e %x %X %o %b %%}, a precision before {@code f}
 * and {@code e}.
 */
final class FormatClauses {
  private static final int DEFAULT_PRECISION = 6;
  private static final int MAX_PRECISION = 100;

  private final String format;
  private final Iterator<?> arguments;
  private final StringBuilder text = new StringBuilder();
  private int at;

  FormatClauses(String format, List<?> arguments) {
    this.format = format;
    this.arguments = arguments.iterator();
  }

  String write() {
    while (at < format.length()) {
      char c = format.charAt(at++);
      if (c == '%') {
        clause();
      } else {
        text.append(c);
      }
    }
    if (arguments.hasNext()) {
      throw new IllegalArgumentException("the format has fewer clauses than arguments");
    }
    return text.toString();
  }

  private void clause() {
    int precision = precision();
    char verb = at < format.length() ? format.charAt(at++) : ' ';
    if (verb == '%') {
      text.append('%');
      return;
    }
    if (!arguments.hasNext()) {
      throw new IllegalArgumentException("the format has more clauses than arguments");
    }
    Object value = arguments.next();
    text.append(
        switch (verb) {
          case 's' -> string(Values.toPlain(value));
          case 'd' -> whole(value).toString();
          case 'f' -> String.format(Locale.ROOT, "%." + precision + "f", real(value));
          case 'e' -> String.format(Locale.ROOT, "%." + precision + "e", real(value));
          case 'x' -> hex(value);
          case 'X' -> hex(value).toUpperCase(Locale.ROOT);
          case 'o' -> signed(value, 8);
          case 'b' -> value instanceof Boolean bool ? (bool ? "1" : "0") : signed(value, 2);
          default -> throw new IllegalArgumentException("unknown clause %" + verb);
        });
  }

  private int precision() {
    if (at >= format.length() || format.charAt(at) != '.') {
      return DEFAULT_PRECISION;
    }
    int start = ++at;
    while (at < format.length() && Character.isDigit(format.charAt(at))) {
      at++;
    }
    if (at == start || at - start > 3) {
      throw new IllegalArgumentException("the precision of a clause must have one to three digits");
    }
    return Math.min(MAX_PRECISION, Integer.parseInt(format.substring(start, at)));
  }

  private static Number whole(@Nullable Object value) {
    if (value instanceof Long || value instanceof UnsignedLong) {
      return (Number) value;
    }
    throw new IllegalArgumentException("a clause for integers has another argument");
  }

  private static double real(@Nullable Object value) {
    if (value instanceof Double real) {
      return real;
    }
    throw new IllegalArgumentException("a clause for floats has another argument");
  }

  private static String signed(@Nullable Object value, int radix) {
    return value instanceof UnsignedLong unsigned
        ? unsigned.toString(radix)
        : Long.toString(whole(value).longValue(), radix);
  }

  private static String hex(@Nullable Object value) {
    return value instanceof String string
        ? HexFormat.of().formatHex(string.getBytes(StandardCharsets.UTF_8))
        : signed(value, 16);
  }

  private static String string(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Double real -> GoNumbers.formatGeneral(real);
      case List<?> list ->
          list.stream().map(FormatClauses::element).collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> map -> map(map);
      default -> value.toString();
    };
  }

  private static String map(Map<?, ?> map) {
    Map<String, String> entries = new TreeMap<>();
    map.forEach((key, value) -> entries.put(element(key), element(value)));
    return entries.entrySet().stream()
        .map(entry -> entry.getKey() + ":" + entry.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** Inside lists and maps text is quoted and floats have six digits. */
  private static String element(@Nullable Object value) {
    return switch (value) {
      case String string -> GoJson.write(string, GoJson.Html.PLAIN);
      case Double real -> String.format(Locale.ROOT, "%.6f", real);
      case null, default -> string(value);
    };
  }
}
