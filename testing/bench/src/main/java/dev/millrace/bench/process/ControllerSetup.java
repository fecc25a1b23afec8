package dev.millrace.bench.process;

import java.util.List;

/**
 * A controller that takes part in a benchmark.
 *
 * @param controller the name of its program, such as {@code helm-controller}
 * @param flags that every program of that name knows
 * @param ownFlags that only those of Millrace know
 */
public record ControllerSetup(String controller, List<String> flags, List<String> ownFlags) {
  /** Copies the lists. */
  public ControllerSetup {
    flags = List.copyOf(flags);
    ownFlags = List.copyOf(ownFlags);
  }

  /** A controller with flags that every program of that name knows. */
  public static ControllerSetup of(String controller, String... flags) {
    return new ControllerSetup(controller, List.of(flags), List.of());
  }
}
