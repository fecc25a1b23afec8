package dev.millrace.artifact.archive;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The key-value records of pax headers. */
final class PaxRecords {
  private static final int MAX_LENGTH_DIGITS = 10;

  private PaxRecords() {}

  /** Adds the records, each {@code LENGTH KEY=VALUE\n}, to a map. */
  static void read(byte[] bytes, Map<String, String> records) throws MalformedArchive {
    int start = 0;
    while (start < bytes.length) {
      int space = indexOf(bytes, ' ', start);
      int end = start + length(bytes, start, space);
      if (end > bytes.length || end <= space + 1 || bytes[end - 1] != '\n') {
        throw malformed();
      }
      int equals = indexOf(bytes, '=', space);
      if (equals >= end) {
        throw malformed();
      }
      records.put(text(bytes, space + 1, equals), text(bytes, equals + 1, end - 1));
      start = end;
    }
  }

  /** Adds defaults that are not overridden. */
  static void withDefaults(Map<String, String> records, Map<String, String> defaults) {
    defaults.forEach(records::putIfAbsent);
  }

  /** The size that the records give, or the header's own. */
  static long size(Map<String, String> records, long fromHeader) throws MalformedArchive {
    var size = records.get("size");
    if (size == null) {
      return fromHeader;
    }
    try {
      return Long.parseUnsignedLong(size) & Long.MAX_VALUE;
    } catch (NumberFormatException e) {
      throw malformed();
    }
  }

  /** Sparse files expand to sizes that no bound on the stream would catch. */
  static void refuseSparse(Map<String, String> records) throws MalformedArchive {
    if (records.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse."))) {
      throw new MalformedArchive("it holds a sparse file");
    }
  }

  private static int length(byte[] bytes, int start, int space) throws MalformedArchive {
    if (space - start > MAX_LENGTH_DIGITS) {
      throw malformed();
    }
    try {
      return Integer.parseInt(text(bytes, start, space));
    } catch (NumberFormatException e) {
      throw malformed();
    }
  }

  private static int indexOf(byte[] bytes, char wanted, int from) throws MalformedArchive {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    throw malformed();
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private static MalformedArchive malformed() {
    return new MalformedArchive("a pax header can't be read");
  }
}
