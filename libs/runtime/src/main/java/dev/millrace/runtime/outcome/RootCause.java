package dev.millrace.runtime.outcome;

/** What is at the bottom of a failure: what the network said, where a client only wraps it. */
public final class RootCause {
  /** Causes may go in a circle. */
  private static final int MOST_CAUSES = 32;

  private RootCause() {}

  /** The last of the causes; the failure itself if it has none. */
  public static Throwable of(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; root.getCause() != null && depth < MOST_CAUSES; depth++) {
      root = root.getCause();
    }
    return root;
  }
}
