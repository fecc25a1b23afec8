package dev.millrace.kustomize.node;

import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.yaml.CommentedDocument;
import dev.millrace.yaml.Comments;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlLimits;
import dev.millrace.yaml.YamlNode;
import dev.millrace.yaml.YamlReader;
import org.jspecify.annotations.Nullable;

/**
 * YAML that is read to be changed and written again: with its comments, anchors and aliases. Only
 * the first document counts, as in the original.
 *
 * @param root the value; aliases are scalars of {@link Node.Style#ALIAS}
 */
public record VerbatimText(Node root, Comments whole) {

  /**
   * Reads a text; null when it holds nothing.
   *
   * @throws KustomizeException if the text is no YAML
   */
  public static @Nullable VerbatimText read(String text) {
    try {
      return YamlReader.kustomize()
          .limits(YamlLimits.DEFAULT)
          .readCommented(text)
          .map(document -> new VerbatimText(node(document.root(), document), document.whole()))
          .orElse(null);
    } catch (YamlException e) {
      throw new KustomizeException(e.getMessage(), e);
    }
  }

  /** The text as it is now, ending with a line break. */
  public String write() {
    return new NodeWriter().write(root, whole);
  }

  private static Node node(YamlNode source, CommentedDocument document) {
    Node node =
        switch (source) {
          case YamlNode.Scalar scalar -> NodeReader.scalar(scalar);
          case YamlNode.Alias alias -> Node.scalar(alias.name()).withStyle(Node.Style.ALIAS);
          case YamlNode.Sequence sequence -> {
            Node list = NodeReader.finish(Node.list(), sequence, Tag.LIST, sequence.flow());
            sequence.items().forEach(item -> list.addItem(node(item, document)));
            yield list;
          }
          case YamlNode.Mapping mapping -> {
            Node map = NodeReader.finish(Node.map(), mapping, Tag.MAP, mapping.flow());
            for (YamlNode.Entry entry : mapping.entries()) {
              map.addField(node(entry.key(), document), node(entry.value(), document));
            }
            yield map;
          }
        };
    String anchor = source.anchor();
    node.surround(new Surroundings(anchor == null ? "" : anchor, document.of(source)));
    return node;
  }
}
