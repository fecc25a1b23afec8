package dev.millrace.oci.signature;

import dev.millrace.artifact.digest.Digest;
import java.util.List;

/**
 * A statement that somebody signed a manifest; true only if the signature is.
 *
 * @param payload what is stated
 * @param message the bytes that were signed: the payload, or an envelope of it
 * @param signature over the message
 * @param subjects the digests of the manifests that the payload is about
 * @param evidence who may have signed, and when
 */
@SuppressWarnings("ArrayRecordComponent")
public record SignedClaim(
    byte[] payload, byte[] message, byte[] signature, List<String> subjects, Evidence evidence) {
  /** Copies the list. */
  public SignedClaim {
    subjects = List.copyOf(subjects);
  }

  /**
   * Makes sure that it is about this manifest and made by somebody trusted.
   *
   * @throws Untrusted when it is not
   */
  void require(Digest manifest, Trust trust) throws Untrusted {
    if (!subjects.contains(manifest.toString())) {
      throw new Untrusted("it is about another manifest");
    }
    trust.require(this);
  }
}
