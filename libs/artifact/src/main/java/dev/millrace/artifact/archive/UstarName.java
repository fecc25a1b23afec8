package dev.millrace.artifact.archive;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A path as a ustar header holds it: divided at a slash into a prefix and a name. */
record UstarName(String name, String prefix) {

  /** Divides a path; null when it is too long or not ASCII. */
  static @Nullable UstarName split(String path) {
    if (!StandardCharsets.US_ASCII.newEncoder().canEncode(path)) {
      return null;
    }
    if (path.length() <= TarFormat.NAME_LENGTH) {
      return new UstarName(path, "");
    }
    int slash = path.lastIndexOf('/', TarFormat.PREFIX_LENGTH);
    if (slash <= 0 || path.length() - slash - 1 > TarFormat.NAME_LENGTH) {
      return null;
    }
    return new UstarName(path.substring(slash + 1), path.substring(0, slash));
  }
}
