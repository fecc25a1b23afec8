package dev.millrace.cluster;

import dev.millrace.apply.cluster.Subscription;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Watches that begin when somebody first needs them. Thread-safe.
 *
 * <p>They end for good when the server refuses them: it would be asked in vain again and again.
 */
final class FollowedOnDemand implements AutoCloseable {
  private final Function<Runnable, Subscription> start;
  private @Nullable Subscription watches;
  private boolean ended;

  /**
   * Watches that are begun like this.
   *
   * @param start is given what to call when the server refuses
   */
  FollowedOnDemand(Function<Runnable, Subscription> start) {
    this.start = start;
  }

  /** Begins, unless that was done before. */
  synchronized void begin() {
    if (watches == null && !ended) {
      watches = start.apply(this::close);
    }
  }

  /** Ends what began and begins nothing any more. */
  @Override
  public synchronized void close() {
    ended = true;
    if (watches != null) {
      watches.close();
      watches = null;
    }
  }
}
