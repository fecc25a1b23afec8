package dev.millrace.servers.sigstore;

/** How a signature lies beside what it signs. */
public enum Layout {
  /** Under a tag that is made of the digest, with annotations: cosign 1 and 2. */
  TAG,
  /** In a bundle that refers to it, with the promise and the proof of a log: cosign 3. */
  BUNDLE,
  /** The same with a log that tells no time and an authority that does. */
  BUNDLE_WITH_CLOCK
}
