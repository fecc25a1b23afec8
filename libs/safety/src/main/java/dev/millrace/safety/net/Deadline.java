package dev.millrace.safety.net;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * The end of the time that an operation of several steps may take.
 *
 * <p>It is measured with the machine's monotonic clock, so changes of the wall clock do not matter.
 */
public final class Deadline {
  private final Duration timeout;
  private final long end;

  private Deadline(Duration timeout) {
    this.timeout = timeout;
    this.end = System.nanoTime() + timeout.toNanos();
  }

  /** A deadline that lies ahead by the given time. */
  public static Deadline after(Duration timeout) {
    return new Deadline(timeout);
  }

  /** The time that was granted at first. */
  public Duration timeout() {
    return timeout;
  }

  /** The time that is left; never less than a millisecond. */
  public Duration left() {
    return Duration.ofNanos(Math.max(end - System.nanoTime(), 1_000_000));
  }

  /** Whether the time is over. */
  public boolean isOver() {
    return end - System.nanoTime() <= 0;
  }

  /** The error to report when the time is over. */
  public DeadlinePassed passed() {
    return new DeadlinePassed(timeout);
  }

  /** A stream whose reads fail with {@link DeadlinePassed} once the time is over. */
  public InputStream guard(InputStream source) {
    return new DeadlineInputStream(source, this);
  }

  /** An operation took longer than it may. */
  public static final class DeadlinePassed extends IOException {
    private static final long serialVersionUID = 1L;

    DeadlinePassed(Duration timeout) {
      super("it took longer than " + text(timeout));
    }

    private static String text(Duration timeout) {
      return timeout.toMillis() % 1000 == 0
          ? timeout.toSeconds() + " s"
          : timeout.toMillis() + " ms";
    }
  }
}
