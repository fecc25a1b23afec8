package dev.millrace.helm.chart;

import java.util.Arrays;

/** Editors on Windows put a mark before UTF-8 text; neither YAML nor templates want it. */
final class ByteOrderMark {
  private ByteOrderMark() {}

  static byte[] strip(byte[] content) {
    boolean marked =
        content.length >= 3
            && content[0] == (byte) 0xEF
            && content[1] == (byte) 0xBB
            && content[2] == (byte) 0xBF;
    return marked ? Arrays.copyOfRange(content, 3, content.length) : content;
  }
}
