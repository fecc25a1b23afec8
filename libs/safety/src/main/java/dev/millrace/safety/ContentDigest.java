package dev.millrace.safety;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What tells the content of a {@link FileTree} from any other: {@code sha256:} and hex. */
final class ContentDigest {
  private ContentDigest() {}

  /** Of a file's bytes. */
  static String of(byte[] content) {
    return "sha256:" + Sha256.hex(content);
  }

  /** Of a directory's names. */
  static String of(List<String> names) {
    return of(String.join("\0", names).getBytes(StandardCharsets.UTF_8));
  }
}
