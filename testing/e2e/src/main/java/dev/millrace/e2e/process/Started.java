package dev.millrace.e2e.process;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Servers and processes that were started, to be ended together: the last one first. */
public final class Started implements AutoCloseable {
  private final List<AutoCloseable> running = new ArrayList<>();

  /** Adds one more, which is returned. */
  public <T extends AutoCloseable> T add(T server) {
    running.add(server);
    return server;
  }

  /** Ends all, also when one of them does not end as it should; then fails with the first. */
  @Override
  public void close() {
    IllegalStateException failure = null;
    for (AutoCloseable each : running.reversed()) {
      try {
        each.close();
      } catch (Exception e) {
        failure = with(failure, e);
      }
    }
    running.clear();
    if (failure != null) {
      throw failure;
    }
  }

  private static IllegalStateException with(@Nullable IllegalStateException first, Exception next) {
    if (first == null) {
      return new IllegalStateException("a server did not stop: " + next.getMessage(), next);
    }
    first.addSuppressed(next);
    return first;
  }
}
