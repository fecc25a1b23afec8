package dev.millrace.kustomize.node;

import dev.millrace.yaml.GoYaml;

/** The text of a node as kustomize prints it to compare it with a pattern. */
final class NodeText {
  private NodeText() {}

  /** Scalars as written, quotes included; maps and lists as YAML. */
  static String of(Node node) {
    if (!node.isScalar()) {
      return GoYaml.writePretty(PlainTrees.of(node)).strip();
    }
    return switch (node.style()) {
      case SINGLE_QUOTED -> "'" + node.text().replace("'", "''") + "'";
      case DOUBLE_QUOTED -> "\"" + node.text().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
      case PLAIN, LITERAL, FOLDED, ALIAS -> node.text();
    };
  }
}
