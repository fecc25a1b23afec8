package dev.millrace.e2e.story;

import dev.millrace.e2e.cluster.Kind;

/** Assertions of the story, with failures a person can read. */
final class Expect {
  private Expect() {}

  /** A Deployment comes to have a number of wanted and of ready replicas. */
  static void replicas(Stage stage, String namespace, String name, int replicas) {
    String wanted = String.valueOf(replicas);
    stage
        .cluster()
        .await(
            Kind.DEPLOYMENT,
            namespace,
            name,
            deployment ->
                deployment.text("spec.replicas").equals(wanted)
                    && deployment.text("status.readyReplicas").equals(wanted));
  }

  /** Two texts are equal. */
  static void text(String what, String wanted, String actual) {
    isTrue(what + " should be '" + wanted + "' and is '" + actual + "'", wanted.equals(actual));
  }

  /** A statement holds; it is the message when it does not. */
  static void isTrue(String statement, boolean holds) {
    if (!holds) {
      throw new AssertionError(statement);
    }
  }
}
