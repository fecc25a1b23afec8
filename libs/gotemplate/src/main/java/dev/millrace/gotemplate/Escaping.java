package dev.millrace.gotemplate;

import dev.millrace.gotemplate.format.GoFormat;
import dev.millrace.gotemplate.format.Quoting;
import dev.millrace.gotemplate.value.GoString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The builtins {@code html}, {@code js} and {@code urlquery}. */
final class Escaping {
  private static final String HEX = "0123456789ABCDEF";

  private Escaping() {}

  static Object html(Call call) {
    return escapeHtml(text(call));
  }

  static Object script(Call call) {
    return escapeScript(text(call));
  }

  static Object query(Call call) {
    return escapeQuery(text(call));
  }

  /** The arguments as one text, with nil as the template prints it. */
  private static String text(Call call) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Object value : call.rest(0)) {
      values.add(value == null ? "<no value>" : value);
    }
    return GoFormat.sprint(values);
  }

  static String escapeHtml(String text) {
    var out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\0' -> out.append('\uFFFD');
        case '"' -> out.append("&#34;");
        case '\'' -> out.append("&#39;");
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  private static String escapeScript(String text) {
    var out = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> appendScript(out, c));
    return out.toString();
  }

  private static void appendScript(StringBuilder out, int c) {
    switch (c) {
      case '\\' -> out.append("\\\\");
      case '\'' -> out.append("\\'");
      case '"' -> out.append("\\\"");
      case '<', '>', '&', '=' -> out.append("\\u").append(fourDigits(c));
      default -> {
        if (GoString.isEscape(c)) {
          out.append('\uFFFD');
        } else if (c < ' ' || (c >= 0x80 && !Quoting.isPrint(c))) {
          out.append("\\u").append(fourDigits(c));
        } else {
          out.appendCodePoint(c);
        }
      }
    }
  }

  private static String fourDigits(int c) {
    String digits = Integer.toHexString(c).toUpperCase(Locale.ROOT);
    return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
  }

  static String escapeQuery(String text) {
    var out = new StringBuilder(text.length() + 16);
    for (byte b : GoString.toBytes(text)) {
      if (b == ' ') {
        out.append('+');
      } else if (isUnreserved(b)) {
        out.append((char) b);
      } else {
        out.append('%').append(HEX.charAt((b >> 4) & 0xf)).append(HEX.charAt(b & 0xf));
      }
    }
    return out.toString();
  }

  private static boolean isUnreserved(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '-'
        || b == '_'
        || b == '.'
        || b == '~';
  }
}
