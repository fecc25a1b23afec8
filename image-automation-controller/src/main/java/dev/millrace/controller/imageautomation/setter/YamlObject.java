package dev.millrace.controller.imageautomation.setter;

import dev.millrace.controller.imageautomation.setter.FileChange.ObjectIdentity;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A map at the root of a document, taken for a Kubernetes object.
 *
 * @param isListItem whether it stands in a {@code List} that is alone in its file; the original
 *     reports changes of such items but never writes them
 */
record YamlObject(YamlNode node, boolean isListItem) {
  private static final List<String> LISTS = List.of("List", "ResourceList");

  /**
   * The objects of a file's documents.
   *
   * @throws YamlException if a document is something else than a map
   */
  static List<YamlObject> allOf(List<YamlNode> documents) {
    List<YamlObject> objects = new ArrayList<>();
    for (YamlNode document : documents) {
      if (isNull(document) || isEmptyMap(document)) {
        continue;
      }
      checkObject(document);
      YamlObject object = new YamlObject(document, false);
      Optional<List<YamlNode>> items = object.listItems();
      if (documents.size() == 1 && items.isPresent()) {
        items.get().forEach(item -> objects.add(new YamlObject(item, true)));
      } else {
        objects.add(object);
      }
    }
    return objects;
  }

  private static boolean isNull(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar
        && !scalar.quoted()
        && List.of("", "~", "null", "Null", "NULL").contains(scalar.text());
  }

  private static boolean isEmptyMap(YamlNode node) {
    return node instanceof YamlNode.Mapping mapping && mapping.entries().isEmpty();
  }

  private static void checkObject(YamlNode document) {
    Optional<YamlNode> metadata = child(document, "metadata");
    boolean valid =
        document instanceof YamlNode.Mapping
            && (metadata.isEmpty()
                || metadata.get() instanceof YamlNode.Mapping
                || isNull(metadata.get()));
    if (!valid) {
      throw new YamlException("the document is no Kubernetes object", document.start());
    }
  }

  private Optional<List<YamlNode>> listItems() {
    return LISTS.contains(text(node, "kind"))
        ? child(node, "items")
            .map(items -> items instanceof YamlNode.Sequence list ? list.items() : List.of())
        : Optional.empty();
  }

  ObjectIdentity identity() {
    Optional<YamlNode> metadata = child(node, "metadata");
    return new ObjectIdentity(
        text(node, "apiVersion"),
        text(node, "kind"),
        metadata.map(data -> text(data, "namespace")).orElse(""),
        metadata.map(data -> text(data, "name")).orElse(""));
  }

  private static String text(YamlNode parent, String key) {
    return child(parent, key)
        .map(value -> value instanceof YamlNode.Scalar scalar ? scalar.text() : "")
        .orElse("");
  }

  private static Optional<YamlNode> child(YamlNode parent, String key) {
    if (!(parent instanceof YamlNode.Mapping mapping)) {
      return Optional.empty();
    }
    return mapping.entries().stream()
        .filter(entry -> entry.key() instanceof YamlNode.Scalar name && name.text().equals(key))
        .map(YamlNode.Entry::value)
        .findFirst();
  }
}
