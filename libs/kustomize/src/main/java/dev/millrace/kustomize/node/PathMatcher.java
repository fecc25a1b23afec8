package dev.millrace.kustomize.node;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.yaml.YamlLimits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds all nodes that a path with wildcards leads to: {@code *} stands for every item of a list,
 * and the value in {@code [field=value]} is a regular expression that must match somewhere in the
 * item's field. A path may continue inside of YAML or JSON that a scalar holds as text.
 */
public final class PathMatcher {
  private final List<String> path;
  private final Node.@Nullable Kind create;

  /**
   * A matcher for one path.
   *
   * @param create the kind of the node to create at the end of a path that does not exist, or null
   *     to create nothing
   */
  public PathMatcher(List<String> path, Node.@Nullable Kind create) {
    this.path = List.copyOf(path);
    this.create = create;
  }

  /**
   * The nodes that the path leads to from {@code start}; empty when there are none.
   *
   * @throws KustomizeException if a step does not fit the node that it is taken from
   */
  public List<Node> match(Node start) {
    List<Node> found = new ArrayList<>();
    match(start, 0, found);
    return found;
  }

  private void match(Node node, int depth, List<Node> found) {
    if (depth == path.size()) {
      found.add(node);
      return;
    }
    switch (PathStep.ofPattern(path.get(depth))) {
      case PathStep.Index(int position) -> match(item(node, position, depth), depth + 1, found);
      case PathStep.Match step -> matchItems(node, step, depth, found);
      case PathStep.Every() -> {
        node.requireKind(Node.Kind.LIST);
        node.items().forEach(item -> match(item, depth + 1, found));
      }
      case PathStep.Field(String name) -> matchField(node, name, depth, found);
      case PathStep.Last() -> throw new IllegalStateException("no step of a pattern");
    }
  }

  private void matchField(Node node, String name, int depth, List<Node> found) {
    Node field = node.isNull() ? null : node.get(name);
    if (field == null) {
      if (create == null) {
        return;
      }
      field = node.setField(name, Node.ofKind(kindAfter(depth, create)));
      if (field == null) {
        return;
      }
    }
    if (field.isScalar() && depth + 1 < path.size()) {
      field = textAsNodes(field);
    }
    match(field, depth + 1, found);
  }

  private static Node textAsNodes(Node scalar) {
    Node parsed = new NodeReader(YamlLimits.DEFAULT).readFirst(scalar.text());
    return parsed == null ? Node.scalar("", Tag.NULL) : parsed;
  }

  private Node item(Node list, int position, int depth) {
    list.requireKind(Node.Kind.LIST);
    int size = list.items().size();
    if (position == size && create != null) {
      Node added = Node.ofKind(kindAfter(depth, create));
      list.addItem(added);
      return added;
    }
    if (position >= size) {
      throw new KustomizeException(
          "the path asks for item " + position + " of a list of " + size + " items");
    }
    return list.items().get(position);
  }

  private void matchItems(Node list, PathStep.Match step, int depth, List<Node> found) {
    list.requireKind(Node.Kind.LIST);
    Pattern pattern = compile(step.value());
    int before = found.size();
    list.items().forEach(item -> matchItem(item, step, pattern, depth, found));
    if (found.size() == before && create != null) {
      Node added = newItem(step);
      list.addItem(added);
      matchItem(added, step, pattern, depth, found);
      if (found.size() == before) {
        throw new KustomizeException(
            "can't create an item for '"
                + step.value()
                + "': the expression does not match itself");
      }
    }
  }

  private void matchItem(
      Node item, PathStep.Match step, Pattern pattern, int depth, List<Node> found) {
    Node value = step.name().isEmpty() ? item : item.field(step.name());
    if (value != null && pattern.matcher(NodeText.of(value)).find()) {
      // A path ends at an item that is selected by its own value, whatever follows.
      match(item, step.name().isEmpty() ? path.size() : depth + 1, found);
    }
  }

  private static Node newItem(PathStep.Match step) {
    if (step.name().isEmpty()) {
      return Node.scalar(step.value());
    }
    Node item = Node.map();
    item.addField(Node.scalar(step.name()), Node.scalar(step.value()));
    return item;
  }

  private Node.Kind kindAfter(int depth, Node.Kind last) {
    return depth + 1 < path.size() ? PathStep.kindOfParent(path.get(depth + 1)) : last;
  }

  private static Pattern compile(String expression) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new KustomizeException(
          "'" + expression + "' is not a regular expression: " + e.getDescription(), e);
    }
  }
}
