package dev.millrace.controller.imageautomation.imageupdateautomation;

import dev.millrace.git.remote.PushTarget.Destination;
import dev.millrace.git.remote.PushTarget.Movement;
import dev.millrace.runtime.outcome.ReconcileFailure;

/**
 * An additional destination of a push ({@code spec.git.push.refspec}): {@code source:target}.
 * Nothing is ever overwritten or deleted there: that the push branch may be overwritten does not
 * count, and nobody can ask for it with a plus sign.
 *
 * @param text as it was written
 */
record RefSpec(String text, Destination destination) {
  private static final String HEADS = "refs/heads/";
  private static final String ALL_HEADS = HEADS + "*";

  /**
   * Reads a refspec.
   *
   * @param branch the branch that commits are made on; only that can be pushed
   */
  static RefSpec parse(String text, String branch) {
    if (text.startsWith("+")) {
      throw invalid(text, "push refspec must not specify a force update; leave out the plus sign");
    }
    if (text.startsWith(":")) {
      throw invalid(text, "push refspec must not specify a deletion");
    }
    String[] parts = text.split(":", -1);
    if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw invalid(text, "write it as source:target, such as HEAD:refs/for/main");
    }
    String target = target(text, parts[0], parts[1], branch);
    String full = target.startsWith("refs/") ? target : HEADS + target;
    return new RefSpec(text, new Destination(full, Movement.FORWARD));
  }

  private static String target(String text, String source, String target, String branch) {
    if (source.equals("HEAD") || source.equals(branch) || source.equals(HEADS + branch)) {
      if (target.contains("*")) {
        throw invalid(text, "a target with '*' needs a source with '*'");
      }
      return target;
    }
    if (source.equals(ALL_HEADS) && target.indexOf('*') == target.lastIndexOf('*')) {
      return target.replace("*", branch);
    }
    throw invalid(
        text,
        "its source '%s' is not what is committed; use HEAD or %s%s"
            .formatted(source, HEADS, branch));
  }

  private static ReconcileFailure invalid(String text, String why) {
    return new ReconcileFailure(
        AutomationReason.INVALID_SOURCE_CONFIGURATION,
        "spec.git.push.refspec '%s': %s".formatted(text, why));
  }
}
