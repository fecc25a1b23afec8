package dev.millrace.yaml;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One document of a stream.
 *
 * @param value the plain tree; null for an empty document or {@code null}
 * @param node the source of the value, or null when the document holds nothing but comments
 * @param start where the document begins
 */
public record YamlDocument(@Nullable Object value, @Nullable YamlNode node, Position start) {

  /** Whether there is nothing in the document, not even a {@code null}. */
  public boolean isEmpty() {
    return node == null
        || (node instanceof YamlNode.Scalar scalar && scalar.text().isEmpty() && !scalar.quoted());
  }

  /**
   * Where a field of the document was written, for error messages. Steps are map keys and list
   * indexes in decimal; when the path leads nowhere, the answer is the nearest parent that exists.
   */
  public Position positionOf(List<String> path) {
    YamlNode current = node;
    Position found = current == null ? start : current.start();
    for (String step : path) {
      Optional<YamlNode.Entry> child = current == null ? Optional.empty() : child(current, step);
      if (child.isEmpty()) {
        return found;
      }
      found = child.get().key().start();
      current = child.get().value();
    }
    return found;
  }

  /** The child as an entry; for list items key and value are the same node. */
  private static Optional<YamlNode.Entry> child(YamlNode parent, String step) {
    return switch (TreeBuilder.followAlias(parent)) {
      case YamlNode.Mapping mapping ->
          mapping.entries().stream().filter(entry -> isKey(entry.key(), step)).findFirst();
      case YamlNode.Sequence sequence -> item(sequence, step);
      case YamlNode.Scalar _, YamlNode.Alias _ -> Optional.empty();
    };
  }

  private static boolean isKey(YamlNode key, String text) {
    return key instanceof YamlNode.Scalar scalar && scalar.text().equals(text);
  }

  private static Optional<YamlNode.Entry> item(YamlNode.Sequence sequence, String step) {
    if (step.isEmpty() || step.length() > 9 || !step.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    int index = Integer.parseInt(step);
    return index < sequence.items().size()
        ? Optional.of(new YamlNode.Entry(sequence.items().get(index), sequence.items().get(index)))
        : Optional.empty();
  }
}
