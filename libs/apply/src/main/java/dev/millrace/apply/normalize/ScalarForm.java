package dev.millrace.apply.normalize;

import dev.millrace.apply.normalize.FieldType.Scalar;
import dev.millrace.apply.normalize.TypedForm.Mismatch;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the Go client writes values that are neither lists nor maps; null stands for no value. */
final class ScalarForm {

  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d([.,]\\d+)?(Z|[+-]\\d\\d:\\d\\d)");
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT);

  private ScalarForm() {}

  static @Nullable Object convert(Scalar type, @Nullable Object value) {
    return switch (type) {
      case TEXT -> value == null ? "" : text(value);
      case DURATION -> value == null ? "0s" : text(value);
      case FLAG -> value != null && flag(value);
      case WHOLE -> value == null ? 0L : whole(value);
      case REAL -> value == null ? 0.0 : real(value);
      case BYTES -> value == null ? null : bytes(text(value));
      case QUANTITY -> value == null ? "0" : quantity(value);
      case WHOLE_OR_TEXT -> value == null ? 0L : wholeOrText(value);
      case TIME -> value == null ? null : seconds(text(value));
      case MICRO_TIME -> value == null ? null : microseconds(text(value));
      case ANYTHING -> value;
    };
  }

  /**
   * Whether {@code omitempty} leaves the value out; it never does so for a type that is a struct.
   */
  static boolean isEmpty(Scalar type, @Nullable Object form) {
    return switch (type) {
      case TEXT, BYTES -> form == null || form.equals("");
      case FLAG -> Objects.equals(form, false);
      case WHOLE -> Objects.equals(form, 0L);
      case REAL -> Objects.equals(form, 0.0);
      case QUANTITY, WHOLE_OR_TEXT, TIME, MICRO_TIME, DURATION, ANYTHING -> false;
    };
  }

  private static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new Mismatch("a string", value);
  }

  private static boolean flag(Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw new Mismatch("true or false", value);
  }

  private static long whole(Object value) {
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof Double real && real == Math.rint(real) && Double.isFinite(real)) {
      return real.longValue();
    }
    throw new Mismatch("a whole number", value);
  }

  private static double real(Object value) {
    if (value instanceof Long || value instanceof Double) {
      return ((Number) value).doubleValue();
    }
    throw new Mismatch("a number", value);
  }

  private static Object wholeOrText(Object value) {
    if (value instanceof String text) {
      return text;
    }
    long number = whole(value);
    if (number != (int) number) {
      throw new Mismatch("a number of 32 bits or a string", value);
    }
    return number;
  }

  private static String quantity(Object value) {
    if (!(value instanceof String) && !(value instanceof Number)) {
      throw new Mismatch("a quantity", value);
    }
    try {
      return QuantityForm.canonical(value.toString().strip());
    } catch (NumberFormatException _) {
      throw new Mismatch("a quantity", value);
    }
  }

  private static String bytes(String text) {
    String digits = text.replace("\r", "").replace("\n", "");
    if (digits.length() % 4 != 0) {
      throw new Mismatch("base64", text);
    }
    try {
      return Base64.getEncoder().encodeToString(Base64.getDecoder().decode(digits));
    } catch (IllegalArgumentException _) {
      throw new Mismatch("base64", text);
    }
  }

  private static @Nullable String seconds(String text) {
    OffsetDateTime time = time(text);
    return isZero(time) ? null : time.truncatedTo(ChronoUnit.SECONDS).toInstant().toString();
  }

  private static @Nullable String microseconds(String text) {
    OffsetDateTime time = time(text);
    boolean exact = text.matches("[^.]*\\.\\d{6}[^.\\d].*");
    if (!exact) {
      throw new Mismatch("a time with microseconds", text);
    }
    return isZero(time) ? null : MICROSECONDS.format(time);
  }

  private static OffsetDateTime time(String text) {
    if (!TIME.matcher(text).matches()) {
      throw new Mismatch("a time", text);
    }
    try {
      return OffsetDateTime.parse(text.replace(',', '.')).withOffsetSameInstant(ZoneOffset.UTC);
    } catch (DateTimeException _) {
      throw new Mismatch("a time", text);
    }
  }

  /** The zero of Go's time, which is written as null. */
  private static boolean isZero(OffsetDateTime time) {
    return time.toInstant()
        .equals(OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC).toInstant());
  }
}
