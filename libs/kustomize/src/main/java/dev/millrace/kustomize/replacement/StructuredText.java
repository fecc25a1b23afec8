package dev.millrace.kustomize.replacement;

import dev.millrace.kustomize.node.Lookup;
import dev.millrace.kustomize.node.Node;
import dev.millrace.kustomize.node.NodeReader;
import dev.millrace.kustomize.node.PathMatcher;
import dev.millrace.kustomize.node.PlainTrees;
import dev.millrace.kustomize.node.VerbatimText;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.yaml.GoJson;
import dev.millrace.yaml.YamlLimits;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Changes fields inside of YAML or JSON that a scalar holds as text. */
final class StructuredText {
  private StructuredText() {}

  /**
   * Follows a path to a scalar and on into its text, changes what it finds and writes the text
   * anew.
   *
   * @return whether there was such a scalar and something to change in it
   */
  static boolean set(
      Node root, List<String> path, Node.@Nullable Kind create, Consumer<Node> change) {
    for (int i = 1; i < path.size(); i++) {
      Node scalar = scalarAt(root, path.subList(0, i));
      VerbatimText content = scalar == null ? null : parse(scalar.text());
      if (scalar != null && content != null) {
        return change(scalar, content, path.subList(i, path.size()), create, change);
      }
    }
    return false;
  }

  private static @Nullable Node scalarAt(Node root, List<String> path) {
    try {
      Node node = Lookup.find(root, path);
      return node != null && node.isScalar() ? node : null;
    } catch (KustomizeException e) {
      return null;
    }
  }

  private static @Nullable VerbatimText parse(String text) {
    try {
      return VerbatimText.read(text);
    } catch (KustomizeException e) {
      return null;
    }
  }

  private static boolean change(
      Node scalar,
      VerbatimText content,
      List<String> path,
      Node.@Nullable Kind create,
      Consumer<Node> change) {
    try {
      List<Node> found = new PathMatcher(path, create).match(content.root());
      if (found.isEmpty()) {
        return false;
      }
      found.forEach(change);
      scalar.setText(write(content, scalar.text()));
      return true;
    } catch (KustomizeException e) {
      return false;
    }
  }

  /** JSON stays JSON, over several lines if it was. */
  private static String write(VerbatimText content, String before) {
    String written = content.write();
    String trimmed = before.strip();
    if (!trimmed.startsWith("{") && !trimmed.startsWith("[")) {
      return written.strip();
    }
    Node values = new NodeReader(YamlLimits.DEFAULT).readFirst(written);
    Object tree = values == null ? null : PlainTrees.of(values);
    boolean indented = before.contains("\n") && before.contains("  ");
    return indented ? GoJson.writeIndented(tree, "  ") : GoJson.write(tree);
  }
}
