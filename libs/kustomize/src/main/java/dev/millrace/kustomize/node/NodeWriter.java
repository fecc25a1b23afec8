package dev.millrace.kustomize.node;

import dev.millrace.kustomize.node.Node.Field;
import dev.millrace.kustomize.node.Node.Style;
import dev.millrace.yaml.Comments;
import dev.millrace.yaml.GoYaml;

/**
 * Writes nodes as YAML the way they are: order, quotes, brackets, comments and anchors kept, lists
 * in the column of their key, no line broken. Used for YAML inside of text, and equal to what
 * {@code yaml.v3} writes there, which takes comments up one after the other and places each at the
 * next occasion.
 */
final class NodeWriter {
  private static final int MAX_SIMPLE_KEY = 128;

  private final LineText out = new LineText();
  private Comments pending = Comments.NONE;
  private String tail = "";
  private String besideKey = "";
  private int openBrackets;

  /** The text of a document, ending with a line break. */
  String write(Node root, Comments whole) {
    if (!whole.above().isEmpty()) {
      out.startLine(0);
      out.comment(whole.above(), 0);
      out.lineBreak();
    }
    takeUp(root, "");
    writeAbove(0);
    value(root, -1, false);
    if (!isBlock(root)) {
      writeBesideAndBelow(0);
    }
    out.wantBlankLineAt(0);
    pending = pending.withBelow(whole.below());
    writeBelow(0);
    out.wantBlankLineAt(-1);
    out.startLine(0);
    return out.toString();
  }

  private static boolean isBlock(Node node) {
    return node.kind() != Node.Kind.SCALAR && !node.isFlow() && !node.isEmptyCollection();
  }

  /** Takes up the comments before a node; those at the end of a collection come later. */
  private void takeUp(Node node, String tailBefore) {
    Comments comments = node.surroundings().comments();
    boolean isScalar = node.kind() == Node.Kind.SCALAR;
    takeUp(isScalar ? comments : Comments.NONE.withAbove(comments.above()), tailBefore);
  }

  private void takeUp(Comments comments, String tailBefore) {
    pending =
        new Comments(
            comments.above().isEmpty() ? pending.above() : comments.above(),
            comments.beside().isEmpty() ? pending.beside() : comments.beside(),
            comments.below().isEmpty() ? pending.below() : comments.below());
    tail = tailBefore.isEmpty() ? tail : tailBefore;
  }

  private void writeAbove(int indent) {
    if (!tail.isEmpty()) {
      out.startLine(indent);
      out.comment(tail, indent);
      tail = "";
      out.wantBlankLineAt(indent);
    }
    if (!pending.above().isEmpty()) {
      out.startLine(indent);
      out.comment(pending.above(), indent);
      pending = pending.withAbove("");
    }
  }

  private void writeBesideAndBelow(int indent) {
    writeBeside(indent);
    writeBelow(indent);
  }

  private boolean writeBeside(int indent) {
    if (pending.beside().isEmpty()) {
      return false;
    }
    out.space();
    out.comment(pending.beside(), indent);
    pending = new Comments(pending.above(), "", pending.below());
    return true;
  }

  private void writeBelow(int indent) {
    if (!pending.below().isEmpty()) {
      out.startLine(indent);
      out.comment(pending.below(), indent);
      pending = pending.withBelow("");
      out.wantBlankLineAt(indent);
    }
  }

  /** Writes a value; {@code indent} is that of the collection around it. */
  private void value(Node node, int indent, boolean inMap) {
    if (node.style() == Style.ALIAS) {
      out.word("*" + node.text());
      return;
    }
    anchorAndTag(node);
    int deeper = indent < 0 ? 0 : indent + 2;
    if (node.isScalar()) {
      scalar(node, indent < 0 ? 2 : deeper, false);
    } else if (openBrackets > 0 || !isBlock(node)) {
      brackets(node, Math.max(indent, 0), indent < 0 ? 2 : deeper);
    } else if (node.isMap()) {
      map(node, deeper);
    } else {
      boolean sameColumn = inMap && (out.isLineStart() || !out.holdsOnlyIndicators());
      list(node, sameColumn ? indent : deeper);
    }
  }

  private void anchorAndTag(Node node) {
    String anchor = node.surroundings().anchor();
    if (!anchor.isEmpty()) {
      out.word("&" + anchor);
    }
    if (node.isScalar() ? ScalarMeaning.needsTag(node) : node.hasExplicitTag()) {
      out.word(node.tag());
    }
  }

  private void map(Node map, int indent) {
    String below = "";
    for (Field field : map.fields()) {
      Comments comments = field.key().surroundings().comments();
      takeUp(comments.withBelow(""), below);
      writeAbove(indent);
      out.startLine(indent);
      if (!pending.beside().isEmpty()) {
        besideKey = pending.beside();
        pending = new Comments(pending.above(), "", pending.below());
      }
      key(field.key(), indent);
      takeUp(field.value(), "");
      writeBesideKey(field.value(), indent);
      value(field.value(), indent, true);
      if (!isBlock(field.value())) {
        writeBesideAndBelow(indent);
      }
      below = comments.below();
    }
    Comments end = map.surroundings().comments();
    takeUp(end.withAbove(""), below);
    writeAbove(indent);
  }

  private void key(Node key, int indent) {
    boolean simple =
        key.kind() == Node.Kind.SCALAR
            ? key.text().indexOf('\n') < 0 && key.text().length() <= MAX_SIMPLE_KEY
            : key.isEmptyCollection();
    if (!simple) {
      out.blockIndicator("?");
      value(key, indent, true);
      out.startLine(indent);
      out.blockIndicator(":");
      return;
    }
    if (key.isScalar()) {
      anchorAndTag(key);
      scalar(key, indent, true);
    } else {
      value(key, indent, true);
    }
    out.mark(":");
  }

  /** A comment behind the colon goes to the value, unless that starts on a line of its own. */
  private void writeBesideKey(Node value, int indent) {
    if (besideKey.isEmpty()) {
      return;
    }
    if (value.isScalar() && pending.beside().isEmpty()) {
      pending = new Comments(pending.above(), besideKey, pending.below());
      besideKey = "";
    } else if (isBlock(value)) {
      out.space();
      out.comment(besideKey, indent);
      besideKey = "";
    }
  }

  private void list(Node list, int indent) {
    for (Node item : list.items()) {
      takeUp(item, "");
      writeAbove(indent);
      out.startLine(indent);
      out.blockIndicator("-");
      value(item, indent, false);
      if (!isBlock(item)) {
        writeBesideAndBelow(indent);
      }
    }
  }

  /** A list or map in brackets, in one line but for the comments in it. */
  private void brackets(Node node, int indent, int inside) {
    out.open(node.isMap() ? "{" : "[");
    openBrackets++;
    boolean comma = false;
    for (Node item : node.items()) {
      startInBrackets(item, inside, comma);
      comma = itemInBrackets(item, inside);
    }
    for (Field field : node.fields()) {
      startInBrackets(field.key(), inside, comma);
      key(field.key(), inside);
      takeUp(field.value(), "");
      comma = itemInBrackets(field.value(), inside);
    }
    openBrackets--;
    Comments end = node.surroundings().comments();
    takeUp(end.withAbove(""), "");
    if (node.isMap()) {
      endMapInBrackets(comma, inside);
    } else if (out.isLineStart()) {
      out.startLine(indent);
    }
    out.mark(node.isMap() ? "}" : "]");
    writeBesideAndBelow(indent);
  }

  /** The original ends the last entry with a comma as soon as a comment follows the map. */
  private void endMapInBrackets(boolean comma, int indent) {
    boolean commented = !pending.above().isEmpty() || !pending.below().isEmpty();
    if (comma && (commented || !tail.isEmpty())) {
      out.mark(",");
    }
    writeAbove(indent);
  }

  private void startInBrackets(Node node, int indent, boolean comma) {
    if (comma) {
      out.mark(",");
    }
    takeUp(node, "");
    writeAbove(indent);
    if (out.isLineStart()) {
      out.startLine(indent);
    }
  }

  /** Whether a comma is still due behind the item. */
  private boolean itemInBrackets(Node item, int indent) {
    value(item, indent, false);
    boolean commented = !pending.beside().isEmpty() || !pending.below().isEmpty();
    if (commented) {
      out.mark(",");
    }
    writeBesideAndBelow(indent);
    return !commented;
  }

  private void scalar(Node node, int indent, boolean isKey) {
    String text = node.text();
    switch (ScalarMeaning.styleInPrint(node, openBrackets > 0 || (isKey && text.isEmpty()))) {
      case PLAIN, ALIAS -> {
        if (!text.isEmpty() || openBrackets > 0) {
          out.word(text);
        } else {
          out.mark("");
        }
      }
      case SINGLE_QUOTED -> out.word("'" + text.replace("'", "''") + "'");
      case DOUBLE_QUOTED -> out.word(GoYaml.doubleQuoted(text));
      case LITERAL -> block("|", text, text, indent);
      case FOLDED -> block(">", text, BlockScalar.print(text), indent);
    }
  }

  private void block(String indicator, String text, String printed, int indent) {
    out.word(indicator + BlockScalar.header(text));
    if (!writeBeside(indent)) {
      out.lineBreak();
    }
    out.lines(printed, indent);
  }
}
