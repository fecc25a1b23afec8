package dev.millrace.envsubst;

import java.io.ByteArrayOutputStream;

/** Replaces plain text; an empty text to replace lies before every character and at the end. */
final class Replace {
  private Replace() {}

  static byte[] first(byte[] value, byte[] old, byte[] replacement, Evaluation evaluation) {
    return replace(value, old, replacement, 1, evaluation);
  }

  static byte[] all(byte[] value, byte[] old, byte[] replacement, Evaluation evaluation) {
    return replace(value, old, replacement, Integer.MAX_VALUE, evaluation);
  }

  static byte[] prefix(byte[] value, byte[] old, byte[] replacement) {
    return Bytes.startsWith(value, old, 0) ? splice(value, 0, old.length, replacement) : value;
  }

  static byte[] suffix(byte[] value, byte[] old, byte[] replacement) {
    int start = value.length - old.length;
    return start >= 0 && Bytes.startsWith(value, old, start)
        ? splice(value, start, value.length, replacement)
        : value;
  }

  private static byte[] splice(byte[] value, int from, int to, byte[] replacement) {
    ByteArrayOutputStream result = new ByteArrayOutputStream(value.length + replacement.length);
    result.write(value, 0, from);
    result.writeBytes(replacement);
    result.write(value, to, value.length - to);
    return result.toByteArray();
  }

  private static byte[] replace(
      byte[] value, byte[] old, byte[] replacement, int most, Evaluation evaluation) {
    ByteArrayOutputStream result = new ByteArrayOutputStream(value.length);
    int done = 0;
    int at = 0;
    while (at <= value.length) {
      if (done < most && Bytes.startsWith(value, old, at)) {
        evaluation.checkSize((long) result.size() + replacement.length);
        result.writeBytes(replacement);
        done++;
        at += old.length;
        if (old.length > 0) {
          continue;
        }
      }
      int width = old.length > 0 ? 1 : Math.max(1, Utf8.decode(value, at).width());
      result.write(value, at, Math.min(width, value.length - at));
      at += width;
    }
    return result.toByteArray();
  }
}
