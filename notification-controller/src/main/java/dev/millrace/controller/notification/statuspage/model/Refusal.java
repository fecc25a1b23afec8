package dev.millrace.controller.notification.statuspage.model;

/**
 * What the API server did not let the viewer read.
 *
 * @param what in the plural, such as {@code kustomizations}
 * @param namespace empty for all namespaces
 * @param problem what the API server said: not allowed, too many, no answer
 */
public record Refusal(String what, String namespace, Problem problem) {
  /** Why something could not be read. */
  public enum Problem {
    FORBIDDEN("you may not see them"),
    TOO_MANY("only the first are shown"),
    NO_ANSWER("the API server gave no answer");

    private final String label;

    Problem(String label) {
      this.label = label;
    }

    /** Words for people. */
    public String label() {
      return label;
    }
  }

  /** A sentence for people. */
  public String sentence() {
    String place = namespace.isEmpty() ? "all namespaces" : "namespace " + namespace;
    return "%s in %s: %s".formatted(what, place, problem.label());
  }
}
