package dev.millrace.kustomize.node;

import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.yaml.YamlDocument;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlLimits;
import dev.millrace.yaml.YamlNode;
import dev.millrace.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads YAML into nodes as kustomize reads resources: documents are cut at lines that start with
 * {@code ---}, aliases and merge keys are expanded, repeated keys are kept for the printer to
 * refuse. Immutable and thread-safe.
 */
public final class NodeReader {
  private static final String LONG_TAG = "tag:yaml.org,2002:";

  private final YamlReader reader;
  private final YamlLimits limits;

  /** A reader with bounds. */
  public NodeReader(YamlLimits limits) {
    this.reader = YamlReader.kustomize().limits(limits);
    this.limits = limits;
  }

  /**
   * What a text holds.
   *
   * @param nodes the values of the documents that are not empty
   * @param documents the number of documents, empty ones included
   */
  public record Stream(List<Node> nodes, int documents) {}

  /**
   * The documents of a text.
   *
   * @throws KustomizeException if the text is no YAML
   */
  public Stream readAll(String text) {
    try {
      List<Node> nodes = new ArrayList<>();
      String unix = text.replace("\r\n", "\n");
      SchemaComments comments = SchemaComments.in(unix);
      List<YamlDocument> documents = reader.readUnresolved(unix);
      for (YamlDocument document : documents) {
        YamlNode root = document.node();
        Node node = root == null ? null : new Expansion(comments).of(root, 0);
        if (!Node.isMissingOrNull(node)) {
          nodes.add(node);
        }
      }
      return new Stream(nodes, documents.size());
    } catch (YamlException e) {
      throw malformed(e);
    }
  }

  /**
   * The first document of a text; null when it is empty.
   *
   * @throws KustomizeException if the text is no YAML
   */
  public @Nullable Node readFirst(String text) {
    try {
      List<YamlNode> roots = reader.readNodes(text);
      return roots.isEmpty() ? null : new Expansion(null).of(roots.getFirst(), 0);
    } catch (YamlException e) {
      throw malformed(e);
    }
  }

  private static KustomizeException malformed(YamlException e) {
    return new KustomizeException(e.getMessage(), e);
  }

  /** Turns one document into nodes; counts what aliases multiply. */
  private final class Expansion {
    private final @Nullable SchemaComments comments;
    private int nodes;

    Expansion(@Nullable SchemaComments comments) {
      this.comments = comments;
    }

    Node of(YamlNode source, int depth) {
      count(depth);
      return switch (source) {
        case YamlNode.Scalar scalar -> scalar(scalar);
        case YamlNode.Sequence sequence -> sequence(sequence, depth);
        case YamlNode.Mapping mapping -> mapping(mapping, depth);
        case YamlNode.Alias alias -> of(alias.target(), depth + 1);
      };
    }

    private void count(int depth) {
      if (++nodes > limits.maxNodes()) {
        throw new KustomizeException(
            "a document has more than " + limits.maxNodes() + " values, aliases expanded");
      }
      if (depth > limits.maxDepth()) {
        throw new KustomizeException(
            "a document is nested deeper than " + limits.maxDepth() + " levels");
      }
    }

    private Node sequence(YamlNode.Sequence sequence, int depth) {
      Node list = finish(Node.list(), sequence, Tag.LIST, sequence.flow());
      sequence.items().forEach(item -> list.addItem(of(item, depth + 1)));
      return list;
    }

    private Node mapping(YamlNode.Mapping mapping, int depth) {
      Node map = finish(Node.map(), mapping, Tag.MAP, mapping.flow());
      YamlNode merged = null;
      for (YamlNode.Entry entry : mapping.entries()) {
        if (!isMergeKey(entry.key())) {
          map.addField(key(entry.key(), depth + 1), value(entry.value(), depth + 1));
        } else if (merged == null) {
          merged = entry.value();
        } else {
          throw new KustomizeException("a map has two merge keys (<<); join them in one list");
        }
      }
      if (merged != null) {
        mergeInto(map, merged, depth);
      }
      return map;
    }

    private Node key(YamlNode source, int depth) {
      Node key = of(source, depth);
      key.setComment(comments == null ? null : comments.besideKey(source));
      return key;
    }

    private Node value(YamlNode source, int depth) {
      Node value = of(source, depth);
      value.setComment(comments == null ? null : comments.besideValue(source));
      return value;
    }

    /** Adds the fields of merged maps that are not there yet; earlier maps of a list win. */
    private void mergeInto(Node map, YamlNode merged, int depth) {
      switch (merged) {
        case YamlNode.Mapping source -> addMissing(map, mapping(source, depth + 1));
        case YamlNode.Alias alias when alias.target() instanceof YamlNode.Mapping source ->
            addMissing(map, mapping(source, depth + 1));
        case YamlNode.Sequence sources
            when sources.items().stream().noneMatch(YamlNode.Sequence.class::isInstance) ->
            sources.items().forEach(source -> mergeInto(map, source, depth + 1));
        default ->
            throw new KustomizeException("a merge key (<<) needs a map or a list of maps as value");
      }
    }

    private void addMissing(Node map, Node source) {
      for (Node.Field field : source.fields()) {
        if (map.field(field.name()) == null) {
          map.addField(field.key(), field.value());
        }
      }
    }
  }

  private static boolean isMergeKey(YamlNode key) {
    return key instanceof YamlNode.Scalar scalar
        && !scalar.quoted()
        && scalar.tag() == null
        && scalar.text().equals("<<");
  }

  static Node scalar(YamlNode.Scalar source) {
    String implied =
        source.quoted()
            ? Tag.STRING
            : isMergeKey(source) ? Tag.MERGE : ScalarMeaning.impliedTag(source.text());
    Node node = finish(Node.scalar(source.text()), source, implied, false);
    return node.withStyle(
        switch (source.style()) {
          case PLAIN -> Node.Style.PLAIN;
          case SINGLE_QUOTED -> Node.Style.SINGLE_QUOTED;
          case DOUBLE_QUOTED -> Node.Style.DOUBLE_QUOTED;
          case LITERAL -> Node.Style.LITERAL;
          case FOLDED -> Node.Style.FOLDED;
        });
  }

  static Node finish(Node node, YamlNode source, String impliedTag, boolean flow) {
    String written = source.tag();
    boolean explicit = written != null && !written.equals("!");
    node.withSource(source.start().line(), flow, explicit);
    return node.withTag(written != null && explicit ? shortTag(written) : impliedTag);
  }

  private static String shortTag(String tag) {
    return tag.startsWith(LONG_TAG) ? "!!" + tag.substring(LONG_TAG.length()) : tag;
  }
}
