package dev.millrace.kustomize.node;

/**
 * Writes nodes as YAML the way they are: order, quotes and brackets kept, lists in the column of
 * their key, nothing folded. Used for YAML inside of text; comments are lost.
 */
public final class NodeWriter {
  private final StringBuilder out = new StringBuilder();

  private NodeWriter() {}

  /** The text of a node, ending with a line break. */
  public static String write(Node node) {
    NodeWriter writer = new NodeWriter();
    writer.block(node, 0, false);
    return writer.out.toString();
  }

  /** Writes a value; {@code inline} is whether something stands before it on the line. */
  private void block(Node node, int indent, boolean inline) {
    if (node.isScalar() || node.isFlow() || node.isEmptyCollection()) {
      out.append(inline ? " " : "");
      compact(node, indent);
      trimEnd();
      out.append('\n');
    } else if (node.isMap()) {
      blockMap(node, indent, inline);
    } else {
      blockList(node, indent, inline);
    }
  }

  private void blockMap(Node map, int indent, boolean inline) {
    boolean first = true;
    if (inline) {
      out.append('\n');
    }
    for (Node.Field field : map.fields()) {
      if (!first || inline) {
        indent(indent);
      }
      first = false;
      scalar(field.key(), indent, false);
      out.append(':');
      boolean nestedList = field.value().isList();
      block(field.value(), nestedList ? indent : indent + 2, true);
    }
  }

  private void blockList(Node list, int indent, boolean inline) {
    boolean first = true;
    if (inline) {
      out.append('\n');
    }
    for (Node item : list.items()) {
      if (!first || inline) {
        indent(indent);
      }
      first = false;
      out.append('-');
      boolean block = !item.isScalar() && !item.isFlow() && !item.isEmptyCollection();
      if (block) {
        out.append(' ');
      }
      block(item, indent + 2, !block);
    }
  }

  private void compact(Node node, int indent) {
    switch (node.kind()) {
      case SCALAR -> scalar(node, indent, node.isFlow());
      case MAP -> {
        out.append('{');
        String separator = "";
        for (Node.Field field : node.fields()) {
          out.append(separator);
          scalar(field.key(), indent, true);
          out.append(": ");
          compactItem(field.value(), indent);
          separator = ", ";
        }
        out.append('}');
      }
      case LIST -> {
        out.append('[');
        String separator = "";
        for (Node item : node.items()) {
          out.append(separator);
          compactItem(item, indent);
          separator = ", ";
        }
        out.append(']');
      }
    }
  }

  private void compactItem(Node item, int indent) {
    if (item.isScalar()) {
      scalar(item, indent, true);
    } else {
      compact(item, indent);
    }
  }

  private void scalar(Node node, int indent, boolean inFlow) {
    if (ScalarMeaning.needsTag(node)) {
      out.append(node.tag()).append(' ');
    }
    switch (ScalarMeaning.styleInPrint(node, inFlow)) {
      case PLAIN -> out.append(node.text());
      case SINGLE_QUOTED -> out.append('\'').append(node.text().replace("'", "''")).append('\'');
      case DOUBLE_QUOTED -> out.append(QuotedText.of(node.text()));
      case LITERAL, FOLDED -> literal(node.text(), indent);
    }
  }

  private void literal(String text, int indent) {
    out.append('|');
    if (text.startsWith(" ") || text.startsWith("\n")) {
      out.append('2');
    }
    if (!text.endsWith("\n")) {
      out.append('-');
    } else if (text.equals("\n") || text.endsWith("\n\n")) {
      out.append('+');
    }
    String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    for (String line : body.split("\n", -1)) {
      out.append('\n');
      if (!line.isEmpty()) {
        indent(Math.max(indent, 2));
        out.append(line);
      }
    }
  }

  private void indent(int columns) {
    out.repeat(' ', columns);
  }

  /** An empty plain scalar leaves nothing behind but the space before it. */
  private void trimEnd() {
    while (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
      out.setLength(out.length() - 1);
    }
  }
}
