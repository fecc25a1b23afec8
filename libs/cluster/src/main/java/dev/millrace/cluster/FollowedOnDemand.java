package dev.millrace.cluster;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.Subscription;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Watches that begin when somebody needs them and end when they fail, so that a server that nobody
 * needs any more is not asked again and again. Thread-safe.
 */
final class FollowedOnDemand implements AutoCloseable {
  private final Function<Consumer<ApiFailure>, Subscription> start;
  private @Nullable Subscription watches;
  private boolean ended;

  /**
   * Watches that are begun like this.
   *
   * @param start is given what to tell of failures
   */
  FollowedOnDemand(Function<Consumer<ApiFailure>, Subscription> start) {
    this.start = start;
  }

  /** Begins, unless they are under way or were refused. */
  synchronized void begin() {
    if (watches == null && !ended) {
      watches = start.apply(this::failed);
    }
  }

  /** What is refused once would be refused again. */
  private synchronized void failed(ApiFailure failure) {
    ended |= failure.isForbidden();
    end();
  }

  /** Ends what began and begins nothing any more. */
  @Override
  public synchronized void close() {
    ended = true;
    end();
  }

  private void end() {
    if (watches != null) {
      watches.close();
      watches = null;
    }
  }
}
