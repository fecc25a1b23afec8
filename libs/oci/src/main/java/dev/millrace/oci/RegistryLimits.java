package dev.millrace.oci;

/**
 * What a registry may send.
 *
 * @param answerBytes of one answer other than a blob: a manifest, a page of tags, a token
 * @param tags of one repository
 * @param pages of tags
 * @param blobBytes of one blob
 * @param redirects for one request
 */
public record RegistryLimits(long answerBytes, int tags, int pages, long blobBytes, int redirects) {
  /** 4 MiB for an answer, 500,000 tags on 10,000 pages, 1 GiB for a blob, 5 redirects. */
  public static RegistryLimits defaults() {
    return new RegistryLimits(4L << 20, 500_000, 10_000, 1L << 30, 5);
  }

  /** The same with another bound for blobs. */
  public RegistryLimits withBlobBytes(long bytes) {
    return new RegistryLimits(answerBytes, tags, pages, bytes, redirects);
  }
}
