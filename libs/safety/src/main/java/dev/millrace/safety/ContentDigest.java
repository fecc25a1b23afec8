package dev.millrace.safety;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What tells the content of a {@link FileTree} from any other: {@code sha256:} and hex. */
final class ContentDigest {
  private ContentDigest() {}

  /** Of a file's bytes. */
  static String of(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** Of a directory's names. */
  static String of(List<String> names) {
    return of(String.join("\0", names).getBytes(StandardCharsets.UTF_8));
  }
}
