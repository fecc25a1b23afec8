package dev.millrace.controller.source.helmrepository;

import dev.millrace.api.meta.Artifact;
import dev.millrace.artifact.digest.Digest;
import dev.millrace.artifact.digest.DigestAlgorithm;

/**
 * An index as the server sent it.
 *
 * @param digest its SHA-256, which is also its revision (FLUX.md 1.6)
 */
@SuppressWarnings("ArrayRecordComponent")
record FetchedIndex(byte[] content, Digest digest) {
  static FetchedIndex of(byte[] content) {
    return new FetchedIndex(content, Digest.of(DigestAlgorithm.SHA256, content));
  }

  String revision() {
    return digest.toString();
  }

  /** Whether an artifact was made of this very index. */
  boolean isOf(Artifact artifact) {
    return artifact.revision().equals(revision());
  }
}
