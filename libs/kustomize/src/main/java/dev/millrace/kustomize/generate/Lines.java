package dev.millrace.kustomize.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts bytes into lines as Go's line scanner does. */
final class Lines {
  private Lines() {}

  /** The lines without their ends; reading stops at a line that is longer than {@code longest}. */
  static List<byte[]> of(byte[] content, int longest) {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    while (start < content.length) {
      int end = start;
      while (end < content.length && content[end] != '\n') {
        end++;
      }
      if (end - start >= longest) {
        break;
      }
      int last = end > start && content[end - 1] == '\r' ? end - 1 : end;
      lines.add(Arrays.copyOfRange(content, start, last));
      start = end + 1;
    }
    return lines;
  }
}
