package dev.millrace.kustomize.node;

import dev.millrace.kustomize.problem.KustomizeException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds one node by its path, on demand creating what is missing. */
public final class Lookup {
  private Lookup() {}

  /**
   * The node at a path; null when a step leads nowhere. Steps are field names, list positions,
   * {@code -} for the last item and {@code [field=value]}.
   *
   * @throws KustomizeException if a step does not fit the node that it is taken from
   */
  public static @Nullable Node find(Node start, List<String> path) {
    return walk(start, path, null);
  }

  /** The node at a path of field names. */
  public static @Nullable Node find(Node start, String... path) {
    return walk(start, List.of(path), null);
  }

  /**
   * The node at a path, missing fields and selected items created; the last one of the given kind.
   * Null when a position of a list does not exist, or the path runs into a null.
   */
  public static @Nullable Node findOrCreate(Node start, List<String> path, Node.Kind last) {
    return walk(start, path, last);
  }

  private static @Nullable Node walk(Node start, List<String> path, Node.@Nullable Kind create) {
    List<String> parts = path.stream().map(String::strip).filter(p -> !p.isEmpty()).toList();
    Node current = start;
    for (int i = 0; i < parts.size(); i++) {
      Node.Kind missing = create;
      if (create != null && i + 1 < parts.size()) {
        missing = PathStep.kindOfParent(parts.get(i + 1));
      }
      Node next = step(current, PathStep.of(parts.get(i)), missing);
      if (next == null) {
        return null;
      }
      current = next;
    }
    return current;
  }

  private static @Nullable Node step(Node from, PathStep step, Node.@Nullable Kind missing) {
    return switch (step) {
      case PathStep.Field(String name) -> field(from, name, missing);
      case PathStep.Index(int position) -> {
        from.requireKind(Node.Kind.LIST);
        yield position < from.items().size() ? from.items().get(position) : null;
      }
      case PathStep.Last() -> {
        from.requireKind(Node.Kind.LIST);
        if (from.items().isEmpty()) {
          throw new KustomizeException("'-' selects the last item of a list that is empty");
        }
        yield from.items().getLast();
      }
      case PathStep.Match(String name, String value) -> item(from, name, value, missing != null);
      case PathStep.Every() ->
          throw new KustomizeException("'*' can't be used here: the path must lead to one place");
    };
  }

  private static @Nullable Node field(Node from, String name, Node.@Nullable Kind missing) {
    if (from.isNull()) {
      return null;
    }
    Node found = from.get(name);
    if (found != null || missing == null) {
      return found;
    }
    return from.setField(name, Node.ofKind(missing));
  }

  private static @Nullable Node item(Node from, String name, String value, boolean create) {
    Node found = ListItems.find(from, List.of(name), List.of(value));
    if (found != null || !create) {
      return found;
    }
    Node item = Node.scalar(value);
    if (!name.isEmpty()) {
      item = Node.map();
      item.addField(Node.scalar(name), Node.scalar(value));
    }
    from.addItem(item);
    return item;
  }
}
