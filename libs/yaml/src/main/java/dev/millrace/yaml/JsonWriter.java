package dev.millrace.yaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one value; with an indent, one line for each member. What is written to a sink goes there
 * piece by piece: the whole is never in memory.
 */
final class JsonWriter {
  private static final int PIECE = 8192;

  private final StringBuilder out = new StringBuilder(256);
  private final boolean escapeHtml;
  private final @Nullable String indent;
  private final String prefix;
  private @Nullable Appendable sink;

  JsonWriter(GoJson.Html html, @Nullable String indent, String prefix) {
    this.escapeHtml = html == GoJson.Html.ESCAPED;
    this.indent = indent;
    this.prefix = prefix;
  }

  String write(@Nullable Object tree) {
    value(tree, 0);
    return out.toString();
  }

  void write(@Nullable Object tree, Appendable target) throws IOException {
    sink = target;
    try {
      value(tree, 0);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    target.append(out);
  }

  /** Hands on what there is when it is enough. */
  private void spill() {
    if (sink == null || out.length() < PIECE) {
      return;
    }
    try {
      sink.append(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.setLength(0);
  }

  private void value(@Nullable Object value, int depth) {
    switch (value) {
      case null -> out.append("null");
      case String text -> string(text);
      case Map<?, ?> map -> object(map, depth);
      case List<?> list -> array(list, depth);
      case Boolean bool -> out.append(bool.booleanValue());
      case Double d -> out.append(GoNumbers.formatJson(d));
      case Float f -> out.append(GoNumbers.formatJson(f.doubleValue()));
      case Number number -> out.append(number);
      default ->
          throw new IllegalArgumentException(
              "a value of " + value.getClass() + " is no part of a JSON tree");
    }
  }

  private void object(Map<?, ?> map, int depth) {
    if (map.isEmpty()) {
      out.append("{}");
      return;
    }
    String[] keys = map.keySet().stream().map(String.class::cast).toArray(String[]::new);
    if (!(map instanceof StructFields)) {
      Arrays.sort(keys, GoStrings.BYTE_ORDER);
    }
    out.append('{');
    boolean first = true;
    for (String key : keys) {
      separate(first, depth + 1);
      first = false;
      string(key);
      out.append(indent == null ? ":" : ": ");
      value(map.get(key), depth + 1);
    }
    newLine(depth);
    out.append('}');
  }

  private void array(List<?> list, int depth) {
    if (list.isEmpty()) {
      out.append("[]");
      return;
    }
    out.append('[');
    Iterator<?> items = list.iterator();
    for (boolean first = true; items.hasNext(); first = false) {
      separate(first, depth + 1);
      value(items.next(), depth + 1);
    }
    newLine(depth);
    out.append(']');
  }

  private void separate(boolean first, int depth) {
    if (!first) {
      out.append(',');
    }
    newLine(depth);
  }

  private void newLine(int depth) {
    if (indent != null) {
      out.append('\n').append(prefix).repeat(indent, depth);
    }
  }

  private void string(String text) {
    out.append('"');
    int copied = 0;
    for (int i = 0; i < text.length(); i++) {
      String escape = escape(text, i);
      if (escape != null) {
        out.append(text, copied, i).append(escape);
        copied = i + 1;
        spill();
      }
    }
    out.append(text, copied, text.length()).append('"');
    spill();
  }

  private @Nullable String escape(String text, int i) {
    char c = text.charAt(i);
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '<' -> escapeHtml ? "\\u003c" : null;
      case '>' -> escapeHtml ? "\\u003e" : null;
      case '&' -> escapeHtml ? "\\u0026" : null;
      case '\u2028', '\u2029' -> "\\u%04x".formatted((int) c);
      default -> c < ' ' ? "\\u%04x".formatted((int) c) : halfPair(text, i) ? "\\ufffd" : null;
    };
  }

  /** Half of a surrogate pair, which UTF-8 can't hold. */
  private static boolean halfPair(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}
