package dev.millrace.kustomize.node;

import dev.millrace.yaml.Comments;

/**
 * What stands around a node in its text: kept only where the text is written again.
 *
 * @param anchor its name, or empty
 */
record Surroundings(String anchor, Comments comments) {
  static final Surroundings NONE = new Surroundings("", Comments.NONE);
}
