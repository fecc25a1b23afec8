package dev.millrace.artifact.fetch;

import dev.millrace.safety.MemoryFileTree;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A download under way, for which others than its thread may wait. */
final class Flight {
  private final CompletableFuture<Landing> landing = new CompletableFuture<>();

  /** How a download ends. */
  sealed interface Landing {
    /** The tree is there. */
    record Arrived(MemoryFileTree tree) implements Landing {}

    /** The tree can't be had. */
    record Failed(IOException problem) implements Landing {}

    /** The thread did something else; whether the tree can be had is not known. */
    record GivenUp() implements Landing {}
  }

  /** Ends the flight for all who wait. */
  void end(Landing how) {
    landing.complete(how);
  }

  /** Waits for the end. */
  Landing await() throws InterruptedException {
    try {
      return landing.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
