package dev.millrace.envsubst;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Text operations on bytes; invalid UTF-8 becomes the replacement character, as in Go. */
final class Bytes {
  private Bytes() {}

  static byte[] concat(List<byte[]> parts, Evaluation evaluation) {
    evaluation.checkSize(parts.stream().mapToLong(part -> part.length).sum());
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    parts.forEach(all::writeBytes);
    return all.toByteArray();
  }

  static byte[] map(byte[] text, IntUnaryOperator change) {
    StringBuilder changed = new StringBuilder(text.length);
    for (int at = 0; at < text.length; ) {
      Utf8.Rune rune = Utf8.decode(text, at);
      changed.appendCodePoint(change.applyAsInt(rune.value()));
      at += rune.width();
    }
    return changed.toString().getBytes(StandardCharsets.UTF_8);
  }

  static byte[] mapFirst(byte[] text, IntUnaryOperator change) {
    if (text.length == 0) {
      return text;
    }
    Utf8.Rune first = Utf8.decode(text, 0);
    ByteArrayOutputStream changed = new ByteArrayOutputStream(text.length);
    changed.writeBytes(
        Character.toString(change.applyAsInt(first.value())).getBytes(StandardCharsets.UTF_8));
    changed.write(text, first.width(), text.length - first.width());
    return changed.toByteArray();
  }

  /** The characters in opposite order. */
  static byte[] reverse(byte[] text) {
    StringBuilder reversed = new StringBuilder(text.length);
    for (int at = 0; at < text.length; ) {
      Utf8.Rune rune = Utf8.decode(text, at);
      reversed.appendCodePoint(rune.value());
      at += rune.width();
    }
    return reversed.reverse().toString().getBytes(StandardCharsets.UTF_8);
  }

  static boolean startsWith(byte[] text, byte[] prefix, int at) {
    if (at + prefix.length > text.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (text[at + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }
}
