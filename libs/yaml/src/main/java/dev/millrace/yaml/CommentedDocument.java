package dev.millrace.yaml;

import java.util.Map;

/**
 * A document together with its comments, attached as {@code yaml.v3} attaches them.
 *
 * @param root the value
 * @param whole comments of the document as a whole, above and below its value
 * @param ofNodes comments of single values and keys, by identity; not to be changed
 */
public record CommentedDocument(YamlNode root, Comments whole, Map<YamlNode, Comments> ofNodes) {
  /** The comments of a key or value. */
  public Comments of(YamlNode node) {
    return ofNodes.getOrDefault(node, Comments.NONE);
  }
}
