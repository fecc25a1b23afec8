package dev.millrace.envsubst;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** {@code ${x:offset:length}} over bytes; what is no number leaves the value alone. */
final class Substring {
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,4096}");

  private Substring() {}

  static byte[] of(byte[] value, List<byte[]> arguments) {
    OptionalLong offset = integer(arguments.getFirst());
    if (offset.isEmpty()) {
      return value;
    }
    long start = offset.getAsLong();
    if (start < 0) {
      start = Math.max(0, value.length + start);
    }
    if (arguments.size() == 1) {
      return from(value, start);
    }
    OptionalLong length = integer(arguments.get(1));
    return length.isEmpty() ? value : slice(value, start, length.getAsLong());
  }

  private static byte[] slice(byte[] value, long start, long length) {
    long end = start + length;
    if (end < start != length < 0) {
      throw outside();
    }
    if (end >= value.length) {
      return from(value, start);
    }
    if (end < start) {
      throw outside();
    }
    return Arrays.copyOfRange(value, (int) start, (int) end);
  }

  private static SubstitutionException outside() {
    return new SubstitutionException(
        "offset and length of a variable expression end before they start");
  }

  private static byte[] from(byte[] value, long start) {
    return start < value.length
        ? Arrays.copyOfRange(value, (int) start, value.length)
        : new byte[0];
  }

  private static OptionalLong integer(byte[] text) {
    String digits = new String(text, StandardCharsets.ISO_8859_1);
    if (!INTEGER.matcher(digits).matches()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(digits));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
