package dev.millrace.kustomize.load;

import dev.millrace.kustomize.node.Node;
import dev.millrace.kustomize.node.NodeReader;
import dev.millrace.kustomize.node.PlainTrees;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.resource.Resource;
import dev.millrace.kustomize.resource.Resource.Source;
import dev.millrace.kustomize.schema.Scopes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads Kubernetes objects from YAML; lists of objects are taken apart. */
public final class ResourceReader {
  private static final String LIST = "List";

  private final NodeReader nodes;
  private final Scopes scopes;
  private final NamelessObjects nameless;

  /** A reader whose objects ask {@code scopes} about their kinds. */
  public ResourceReader(NodeReader nodes, Scopes scopes, NamelessObjects nameless) {
    this.nodes = nodes;
    this.scopes = scopes;
    this.nameless = nameless;
  }

  /**
   * Reads all objects of a text.
   *
   * @param file the path of the text in the tree, for messages; empty for inline text
   * @throws KustomizeException if the text is no YAML, or an object lacks its kind or name
   */
  public List<Resource> read(String text, String file) {
    Deque<Node> waiting = new ArrayDeque<>(validObjects(nodes.readAll(text)));
    List<Resource> resources = new ArrayList<>();
    while (!waiting.isEmpty()) {
      Node node = waiting.removeFirst();
      Map<String, @Nullable Object> list = isList(node) ? PlainTrees.ofMap(node) : Map.of();
      if (list.containsKey("items")) {
        waiting.addAll(items(list.get("items"), node));
      } else {
        resources.add(new Resource(node, scopes, new Source(file, node.line())));
      }
    }
    return resources;
  }

  private static boolean isList(Node node) {
    return fieldText(node, "kind").endsWith(LIST);
  }

  private List<Node> items(@Nullable Object items, Node list) {
    if (items == null) {
      return List.of();
    }
    if (!(items instanceof List<?> objects)) {
      throw new KustomizeException(
          "expected a list in " + fieldText(list, "kind") + "/items at line " + list.line());
    }
    List<Node> result = new ArrayList<>();
    for (Object object : objects) {
      Node node = PlainTrees.toNode(object);
      if (!Node.isMissingOrNull(node)) {
        result.addAll(validObjects(new NodeReader.Stream(List.of(node), 1)));
      }
    }
    return result;
  }

  private List<Node> validObjects(NodeReader.Stream stream) {
    List<Node> result = new ArrayList<>();
    for (Node node : unwrapped(stream)) {
      if (!Node.isNullOrEmpty(node)) {
        checkObject(node);
        result.add(node);
      }
    }
    return result;
  }

  /** A List that is alone in its file is taken apart as it is written. */
  private static List<Node> unwrapped(NodeReader.Stream stream) {
    if (stream.documents() != 1 || stream.nodes().isEmpty()) {
      return stream.nodes();
    }
    Node node = stream.nodes().getFirst();
    String kind = fieldText(node, "kind");
    boolean isWrapper = kind.equals(LIST) || kind.equals("ResourceList");
    if (!isWrapper || (node.field("items") == null && node.field("functionConfig") == null)) {
      return stream.nodes();
    }
    Node items = node.field("items");
    return items == null ? List.of() : items.items();
  }

  private void checkObject(Node node) {
    String kind = fieldText(node, "kind");
    if (kind.isEmpty()) {
      throw new KustomizeException("missing kind in the object" + at(node) + "; add one");
    }
    if (kind.endsWith(LIST)) {
      return;
    }
    Node metadata = node.field("metadata");
    if (metadata == null || fieldText(metadata, "name").isEmpty()) {
      nameNameless(node, kind);
    }
  }

  private void nameNameless(Node node, String kind) {
    Node metadata = node.field("metadata");
    Optional<String> name =
        metadata == null || !metadata.isMap()
            ? Optional.empty()
            : nameless.nameOf(PlainTrees.ofMap(node));
    if (metadata == null || name.isEmpty()) {
      throw new KustomizeException("missing metadata.name in the " + kind + at(node) + "; add one");
    }
    metadata.setField("name", Node.string(name.get()));
  }

  private static String at(Node node) {
    return node.line() > 0 ? " at line " + node.line() : "";
  }

  private static String fieldText(Node node, String field) {
    Node value = node.field(field);
    return value == null || Node.isNullOrEmpty(value) ? "" : value.text();
  }
}
