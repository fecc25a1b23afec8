package dev.millrace.yaml;

/**
 * Bounds of one read. A text beyond a bound is refused with a {@link YamlException} before it costs
 * memory or time out of proportion.
 *
 * @param maxCharacters length of the whole text in UTF-16 units
 * @param maxDepth nesting of maps and lists
 * @param maxNodes values in one document, repetitions through aliases counted each time
 * @param maxDocuments documents in one stream
 */
public record YamlLimits(int maxCharacters, int maxDepth, int maxNodes, int maxDocuments) {
  /**
   * Generous bounds for manifests: 64 Mi characters, 20 million values, and as many levels as fit
   * twice into the smallest usual stack (512 KiB): 300.
   */
  public static final YamlLimits DEFAULT =
      new YamlLimits(64 * 1024 * 1024, 300, 20_000_000, 200_000);

  /** The same bounds with another length. */
  public YamlLimits withMaxCharacters(int characters) {
    return new YamlLimits(characters, maxDepth, maxNodes, maxDocuments);
  }

  /** The same bounds with another nesting depth. */
  public YamlLimits withMaxDepth(int depth) {
    return new YamlLimits(maxCharacters, depth, maxNodes, maxDocuments);
  }

  /** The same bounds with another number of values. */
  public YamlLimits withMaxNodes(int nodes) {
    return new YamlLimits(maxCharacters, maxDepth, nodes, maxDocuments);
  }

  /** The same bounds with another number of documents. */
  public YamlLimits withMaxDocuments(int documents) {
    return new YamlLimits(maxCharacters, maxDepth, maxNodes, documents);
  }
}
