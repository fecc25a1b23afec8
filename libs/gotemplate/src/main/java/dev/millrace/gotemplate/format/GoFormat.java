package dev.millrace.gotemplate.format;

import dev.millrace.gotemplate.value.BoundExceeded;
import dev.millrace.gotemplate.value.GoString;
import dev.millrace.gotemplate.value.GoType;
import dev.millrace.gotemplate.value.Kind;
import dev.millrace.gotemplate.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Go's {@code fmt.Sprint}, {@code Sprintln} and {@code Sprintf}. */
public final class GoFormat {
  /** The longest text that printing makes; beyond it there is a {@link BoundExceeded}. */
  public static final int MAX_LENGTH = 64 << 20;

  private GoFormat() {}

  /** The text of one value as {@code %v} gives it. */
  public static String text(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    var out = new StringBuilder();
    append(out, value);
    return out.toString();
  }

  /** Appends the text of one value as {@code %v} gives it. */
  public static void append(StringBuilder out, @Nullable Object value) {
    switch (value) {
      case String text -> out.append(text);
      case Boolean bool -> out.append(bool.booleanValue());
      case Long number -> out.append(number.longValue());
      case null, default -> new ValuePrinter(out, new Flags()).argument(value, 'v');
    }
  }

  /** All values, with a space between two neighbours that are not strings. */
  public static String sprint(List<? extends @Nullable Object> values) {
    var out = new StringBuilder();
    boolean afterString = true;
    for (Object value : values) {
      boolean string = isString(value);
      if (!out.isEmpty() && !string && !afterString) {
        out.append(' ');
      }
      append(out, value);
      checkLength(out);
      afterString = string;
    }
    return GoString.normalize(out.toString());
  }

  static void checkLength(StringBuilder out) {
    if (out.length() > MAX_LENGTH) {
      throw new BoundExceeded("text is longer than " + MAX_LENGTH + " characters");
    }
  }

  private static boolean isString(@Nullable Object value) {
    GoType type = Values.typeOf(value);
    return type != null && type.kind() == Kind.STRING;
  }

  /** All values with a space between them and a newline at the end. */
  public static String sprintln(List<? extends @Nullable Object> values) {
    var out = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        out.append(' ');
      }
      append(out, values.get(i));
      checkLength(out);
    }
    return GoString.normalize(out.append('\n').toString());
  }

  /**
   * The format with its directives replaced by the values; mistakes appear in the text as in Go.
   */
  public static String sprintf(String format, List<? extends @Nullable Object> values) {
    return GoString.normalize(new Printf(format, values).run());
  }
}
