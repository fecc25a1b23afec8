package dev.millrace.yaml;

import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hands comments to the values and keys that they belong to, while these are parsed. Without a
 * scanner it does nothing.
 */
final class CommentAttacher {
  private final @Nullable CommentScanner scanner;
  private final Map<YamlNode, Comments> ofNodes = new IdentityHashMap<>();
  private Comments waiting = Comments.NONE;
  private String stem = "";

  CommentAttacher(@Nullable CommentScanner scanner) {
    this.scanner = scanner;
  }

  Map<YamlNode, Comments> ofNodes() {
    return ofNodes;
  }

  /** Collects what belongs to a token, or to an earlier one; called before a token is looked at. */
  void arriveAt(Token token) {
    if (scanner == null) {
      return;
    }
    for (var found = scanner.nextFor(token); found != null; found = scanner.nextFor(token)) {
      String text = found.text();
      waiting =
          switch (found.place()) {
            case ABOVE -> waiting.withAbove(join(waiting.above(), text));
            case BESIDE ->
                new Comments(waiting.above(), join(waiting.beside(), text), waiting.below());
            case BELOW -> waiting.withBelow(join(waiting.below(), text));
          };
    }
  }

  private static String join(String before, String text) {
    return before.isEmpty() ? text : before + "\n" + text;
  }

  /** Takes all that was collected. */
  Comments take() {
    Comments taken = waiting;
    waiting = Comments.NONE;
    stem = "";
    return taken;
  }

  /**
   * Takes what was collected as comments of the document, up to the last blank line: what follows
   * belongs to its first value.
   */
  String takeHeadOfDocument() {
    String above = waiting.above();
    for (int i = above.length() - 1; i > 0; i--) {
      boolean last = i == above.length() - 1;
      if (above.charAt(i) == '\n' && (last || above.charAt(i - 1) == '\n')) {
        waiting = waiting.withAbove(above.substring(i + 1));
        return above.substring(0, last ? i : i - 1);
      }
    }
    return "";
  }

  /** How much of the comments above was collected; for {@link #splitStem}. */
  int aboveLength() {
    return waiting.above().length();
  }

  /** Sets the first of the comments above aside: those of a list item that is a block itself. */
  void splitStem(int length) {
    if (length > 0) {
      String above = waiting.above();
      stem = above.substring(0, length);
      waiting = waiting.withAbove(above.length() == length ? "" : above.substring(length + 1));
    }
  }

  /** Takes what was set aside. */
  Comments takeStem() {
    Comments taken = Comments.NONE.withAbove(stem);
    stem = "";
    return taken;
  }

  /** Notes the comments of a key or value. */
  <T extends YamlNode> T attach(T node, Comments comments) {
    if (!comments.isEmpty()) {
      ofNodes.put(node, comments);
    }
    return node;
  }

  /** What stands below a key or its value belongs to the entry, whose key keeps it. */
  void settle(YamlNode key, YamlNode value, @Nullable YamlNode keyBefore) {
    String below = of(key).below();
    if (!below.isEmpty() && keyBefore != null) {
      moveBelow(key, keyBefore);
    }
    if (of(key).below().isEmpty() && !of(value).below().isEmpty()) {
      moveBelow(value, key);
    }
  }

  /** Makes what stands below one node stand below another. */
  void moveBelow(YamlNode from, YamlNode to) {
    ofNodes.put(to, of(to).withBelow(of(from).below()));
    ofNodes.put(from, of(from).withBelow(""));
  }

  /** The comments of a node so far. */
  Comments of(YamlNode node) {
    return ofNodes.getOrDefault(node, Comments.NONE);
  }
}
