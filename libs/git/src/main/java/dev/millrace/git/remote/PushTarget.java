package dev.millrace.git.remote;

import java.util.List;
import java.util.Map;

/**
 * Where a commit is pushed to. The server moves all references or none, if it can.
 *
 * @param destinations the references to move
 * @param options push options for the server
 */
public record PushTarget(List<Destination> destinations, Map<String, String> options) {

  /** Which moves of an existing reference are allowed; one that does not exist is made. */
  public enum Movement {
    /** Only from the commit that the new one is made on. */
    FROM_BASE,
    /** From that commit or one of its ancestors, so that no commit is lost. */
    FORWARD,
    /** From any commit. */
    FORCED
  }

  /**
   * A reference to move.
   *
   * @param reference its full name, such as {@code refs/heads/main}
   */
  public record Destination(String reference, Movement movement) {}

  /** Copies the collections. */
  public PushTarget {
    destinations = List.copyOf(destinations);
    options = Map.copyOf(options);
  }

  /** References that are all moved in the same way. */
  public static PushTarget of(
      List<String> references, Movement movement, Map<String, String> options) {
    return new PushTarget(
        references.stream().map(name -> new Destination(name, movement)).toList(), options);
  }

  /** A branch that is only moved from the commit that the new one is made on. */
  public static PushTarget branch(String name) {
    return of(List.of("refs/heads/" + name), Movement.FROM_BASE, Map.of());
  }
}
