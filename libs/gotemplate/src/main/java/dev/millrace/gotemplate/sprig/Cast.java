package dev.millrace.gotemplate.sprig;

import dev.millrace.gotemplate.format.FloatText;
import dev.millrace.gotemplate.format.GoFormat;
import dev.millrace.gotemplate.format.IntegerText;
import dev.millrace.gotemplate.format.NumberSyntaxException;
import dev.millrace.gotemplate.value.GoInt;
import dev.millrace.gotemplate.value.GoSlice;
import dev.millrace.gotemplate.value.GoString;
import dev.millrace.gotemplate.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lenient conversions that Sprig's arithmetic starts with: what cannot be converted is 0. */
final class Cast {
  private Cast() {}

  static long toInt64(@Nullable Object value) {
    return switch (value) {
      case Long number -> number;
      case GoInt number -> number.bits();
      case Double number -> truncated(number);
      case Float number -> truncated(number);
      case Integer number -> number;
      case String text -> integerText(text);
      case Boolean bool -> bool ? 1 : 0;
      case null, default -> 0;
    };
  }

  static double toFloat64(@Nullable Object value) {
    return switch (value) {
      case Double number -> number;
      case Long number -> number;
      case GoInt number -> Values.toDouble(number);
      case Float number -> number;
      case Integer number -> number;
      case String text -> floatText(text);
      case Boolean bool -> bool ? 1 : 0;
      case null, default -> 0;
    };
  }

  /** The text of a value: strings, bytes and values with a text of their own as they are. */
  static String toText(@Nullable Object value) {
    if (value instanceof List<?> list) {
      byte[] bytes = GoSlice.bytesOf(list);
      if (bytes != null) {
        return GoString.of(bytes);
      }
    }
    return GoFormat.text(value);
  }

  /** As on amd64: what does not fit becomes the smallest integer. */
  private static long truncated(double number) {
    return number >= -0x1p63 && number < 0x1p63 ? (long) number : Long.MIN_VALUE;
  }

  private static long integerText(String text) {
    try {
      return IntegerText.parseSigned(withoutZeroDecimals(text), 0);
    } catch (NumberSyntaxException _) {
      return 0;
    }
  }

  /** {@code 1.00} counts as the integer 1; {@code 1.50} does not. */
  private static String withoutZeroDecimals(String text) {
    int dot = text.lastIndexOf('.');
    if (dot < 0 || dot == text.length() - 1) {
      return text;
    }
    for (int i = dot + 1; i < text.length(); i++) {
      if (text.charAt(i) != '0') {
        return text;
      }
    }
    return text.substring(0, dot);
  }

  private static double floatText(String text) {
    try {
      return FloatText.parse(text);
    } catch (NumberSyntaxException _) {
      return 0;
    }
  }
}
