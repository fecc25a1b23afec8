package dev.millrace.oci.keyless;

import dev.millrace.oci.signature.VerificationKey;
import java.util.Arrays;

/**
 * A log whose signatures count: of signatures (Rekor) or of certificates.
 *
 * @param id by which entries name it
 * @param key it signs with
 * @param period when the key was in use
 */
@SuppressWarnings("ArrayRecordComponent")
record TransparencyLog(byte[] id, VerificationKey key, Period period) {
  boolean isNamed(byte[] other) {
    return Arrays.equals(id, other);
  }
}
