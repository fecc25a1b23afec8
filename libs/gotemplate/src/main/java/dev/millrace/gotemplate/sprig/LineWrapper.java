package dev.millrace.gotemplate.sprig;

import dev.millrace.gotemplate.value.GoString;
import java.io.ByteArrayOutputStream;

/** Breaks one line of text into several at spaces. */
final class LineWrapper {
  private final byte[] text;
  private final int width;
  private final byte[] separator;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private LineWrapper(byte[] text, int width, byte[] separator) {
    this.text = text;
    this.width = width;
    this.separator = separator;
  }

  /**
   * Wraps text.
   *
   * @param width the greatest length of a line in bytes
   * @param separator what is put between lines
   * @param breakWords whether words longer than a line are broken
   */
  static String wrap(String text, long width, String separator, boolean breakWords) {
    int bounded = (int) Math.clamp(width, 1, Integer.MAX_VALUE / 2);
    return new LineWrapper(GoString.toBytes(text), bounded, GoString.toBytes(separator))
        .wrap(breakWords);
  }

  private String wrap(boolean breakWords) {
    int offset = 0;
    while (text.length - offset > width) {
      if (text[offset] == ' ') {
        offset++;
        continue;
      }
      int space = lastSpace(offset, offset + width);
      if (space >= offset) {
        offset = line(offset, space) + 1;
      } else if (breakWords) {
        offset = line(offset, offset + width);
      } else {
        int next = nextSpace(offset + width);
        if (next < 0) {
          out.write(text, offset, text.length - offset);
          offset = text.length;
        } else {
          offset = line(offset, next) + 1;
        }
      }
    }
    out.write(text, offset, text.length - offset);
    return GoString.of(out.toByteArray());
  }

  private int line(int from, int to) {
    out.write(text, from, to - from);
    out.writeBytes(separator);
    return to;
  }

  private int lastSpace(int from, int to) {
    int index = to;
    while (index >= from && text[index] != ' ') {
      index--;
    }
    return index;
  }

  private int nextSpace(int from) {
    for (int i = from; i < text.length; i++) {
      if (text[i] == ' ') {
        return i;
      }
    }
    return -1;
  }
}
