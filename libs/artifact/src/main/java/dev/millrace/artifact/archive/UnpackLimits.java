package dev.millrace.artifact.archive;

/**
 * What an archive may expand to.
 *
 * @param maxBytes of all content together, headers included
 * @param maxFileBytes of one file
 * @param maxEntries files, folders and links
 * @param maxRatio of unpacked to packed bytes, after the first {@value #RATIO_FREE_BYTES} bytes
 * @param maxDepth of folders
 */
public record UnpackLimits(
    long maxBytes, long maxFileBytes, int maxEntries, int maxRatio, int maxDepth) {
  /** Small archives may expand at any ratio. */
  static final int RATIO_FREE_BYTES = 32 << 20;

  /** The bounds for artifacts: 1 GiB, 256 MiB per file, 200,000 entries, 200 : 1, depth 100. */
  public static UnpackLimits forArtifacts() {
    return new UnpackLimits(1L << 30, 256L << 20, 200_000, 200, 100);
  }

  /** The same with another bound for the sum of all bytes. */
  public UnpackLimits withMaxBytes(long bytes) {
    return new UnpackLimits(bytes, Math.min(maxFileBytes, bytes), maxEntries, maxRatio, maxDepth);
  }
}
