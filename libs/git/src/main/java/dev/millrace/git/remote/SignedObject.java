package dev.millrace.git.remote;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A commit or tag, divided into what is signed and the signature.
 *
 * @param payload the signed bytes
 * @param signature armored text; empty when the object is not signed
 */
public record SignedObject(byte[] payload, String signature) {
  private static final String COMMIT_HEADER = "gpgsig ";
  private static final String[] TAG_MARKS = {
    "-----BEGIN PGP SIGNATURE-----", "-----BEGIN SSH SIGNATURE-----"
  };

  /** Whether there is a signature. */
  public boolean isSigned() {
    return !signature.isEmpty();
  }

  /**
   * Divides the raw bytes of a commit, whose signature is a header of several lines among the
   * others.
   */
  public static SignedObject commit(byte[] raw) {
    var payload = new ByteArrayOutputStream(raw.length);
    var signature = new StringBuilder();
    boolean inSignature = false;
    int start = 0;
    while (start < raw.length && raw[start] != '\n') {
      int end = lineEnd(raw, start);
      var line = new String(raw, start, end - start, StandardCharsets.UTF_8);
      inSignature = line.startsWith(COMMIT_HEADER) || (inSignature && line.startsWith(" "));
      if (inSignature) {
        signature.append(line.substring(line.indexOf(' ') + 1));
      } else {
        payload.write(raw, start, end - start);
      }
      start = end;
    }
    payload.write(raw, start, raw.length - start);
    return new SignedObject(payload.toByteArray(), signature.toString());
  }

  /** Divides the raw bytes of a tag, whose signature stands behind its message. */
  public static SignedObject tag(byte[] raw) {
    var text = new String(raw, StandardCharsets.ISO_8859_1);
    int position = -1;
    for (var mark : TAG_MARKS) {
      position = Math.max(position, text.startsWith(mark) ? 0 : startOfLine(text, mark));
    }
    return position < 0
        ? new SignedObject(raw, "")
        : new SignedObject(Arrays.copyOf(raw, position), text.substring(position));
  }

  private static int startOfLine(String text, String mark) {
    int found = text.lastIndexOf("\n" + mark);
    return found < 0 ? -1 : found + 1;
  }

  private static int lineEnd(byte[] raw, int start) {
    int end = start;
    while (end < raw.length && raw[end] != '\n') {
      end++;
    }
    return Math.min(end + 1, raw.length);
  }
}
