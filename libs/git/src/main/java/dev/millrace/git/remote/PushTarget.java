package dev.millrace.git.remote;

import java.util.List;
import java.util.Map;

/**
 * Where a commit is pushed to.
 *
 * @param references full names, such as {@code refs/heads/main}
 * @param force whether a branch with other commits is overwritten
 * @param options push options for the server
 */
public record PushTarget(List<String> references, boolean force, Map<String, String> options) {

  /** Copies the collections. */
  public PushTarget {
    references = List.copyOf(references);
    options = Map.copyOf(options);
  }

  /** A branch that is only moved forward. */
  public static PushTarget branch(String name) {
    return new PushTarget(List.of("refs/heads/" + name), false, Map.of());
  }
}
