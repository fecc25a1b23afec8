package dev.millrace.controller.source.ocirepository;

import dev.millrace.api.meta.Artifact;
import dev.millrace.artifact.digest.Digest;
import dev.millrace.oci.ImageReference;

/**
 * What an object's reference means now.
 *
 * @param reference with the tag or digest that was asked for or found
 * @param digest of the manifest
 */
record ResolvedImage(ImageReference reference, Digest digest) {
  /** {@code 6.1.0@sha256:…}, or {@code sha256:…} when a digest was asked for (FLUX.md 1.6). */
  String revision() {
    String tag = reference.tag();
    return tag == null ? digest.toString() : tag + "@" + digest;
  }

  /** Exactly this manifest, whatever happens to the tag. */
  ImageReference pinned() {
    return reference.withDigest(digest);
  }

  /** Whether an artifact was made of this very manifest under this very tag. */
  boolean isOf(Artifact artifact) {
    return artifact.revision().equals(revision());
  }
}
