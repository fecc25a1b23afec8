package dev.millrace.controller.notification.statuspage.model;

import dev.millrace.apply.object.Tree;
import org.jspecify.annotations.Nullable;

/** Short texts that identify something: names, reasons, revisions, times. */
final class Words {
  private static final int LONGEST = 512;

  private Words() {}

  static String of(@Nullable Object tree, String... path) {
    return shortened(Tree.string(tree, path));
  }

  static String shortened(String word) {
    return word.length() <= LONGEST ? word : word.substring(0, LONGEST) + "…";
  }
}
