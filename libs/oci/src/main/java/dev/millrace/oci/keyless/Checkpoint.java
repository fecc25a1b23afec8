package dev.millrace.oci.keyless;

import dev.millrace.oci.signature.Untrusted;
import dev.millrace.oci.signature.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * The state of a log, in a note that the log signed: its name, its size, its root, then an empty
 * line and signatures.
 *
 * @param text that is signed
 * @param size of the tree
 * @param signatures lines
 */
@SuppressWarnings("ArrayRecordComponent")
record Checkpoint(String text, long size, byte[] root, String[] signatures) {
  private static final String SIGNATURE = "\u2014 ";
  private static final int KEY_HINT_BYTES = 4;
  private static final int MAX_SIGNATURES = 100;

  static Checkpoint parse(String note) throws Untrusted {
    int end = note.indexOf("\n\n");
    if (end < 0) {
      throw new Untrusted("the checkpoint of the log is not signed");
    }
    var text = note.substring(0, end + 1);
    var lines = text.split("\n", -1);
    var signatures = note.substring(end + 2).split("\n", MAX_SIGNATURES + 1);
    try {
      return new Checkpoint(
          text, Long.parseLong(lines[1]), Base64.getDecoder().decode(lines[2]), signatures);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new Untrusted("the checkpoint of the log can't be read", e);
    }
  }

  /** Whether the holder of a key signed it. */
  boolean isSignedBy(VerificationKey key) {
    var message = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.stream(signatures)
        .filter(line -> line.startsWith(SIGNATURE))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .map(Checkpoint::decoded)
        .filter(bytes -> bytes.length > KEY_HINT_BYTES)
        .anyMatch(
            bytes ->
                key.verifies(message, Arrays.copyOfRange(bytes, KEY_HINT_BYTES, bytes.length)));
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
