package dev.millrace.runtime.logging;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the log lines of this thread carry beside their message. Threads that are begun meanwhile
 * inherit nothing: watches, timers and connections begun in a run outlive it, and their lines would
 * be taken for its object's for ever. (The MDC of the logging backend is inherited.)
 */
public final class LogContext implements AutoCloseable {
  private static final ThreadLocal<@Nullable LogContext> CURRENT = new ThreadLocal<>();

  private final @Nullable LogContext outer;
  private final @Nullable LogSubject subject;
  private final Map<String, String> keys;

  private LogContext(
      @Nullable LogContext outer, @Nullable LogSubject subject, Map<String, String> keys) {
    this.outer = outer;
    this.subject = subject;
    this.keys = keys;
  }

  /** All lines of this thread are about an object until the result is closed. */
  public static LogContext enter(LogSubject subject) {
    return push(subject, Map.of());
  }

  /** As {@link #enter(LogSubject)}, with further keys; without a subject it stays as it is. */
  static LogContext enter(Optional<LogSubject> subject, Map<String, String> keys) {
    return push(subject.or(LogContext::subject).orElse(null), keys);
  }

  /** What the lines of this thread are about; empty for those about no object. */
  public static Optional<LogSubject> subject() {
    LogContext current = CURRENT.get();
    return current == null ? Optional.empty() : Optional.ofNullable(current.subject);
  }

  /** The further keys of the line that is being logged, in their order. */
  static Map<String, String> keys() {
    LogContext current = CURRENT.get();
    return current == null ? Map.of() : current.keys;
  }

  private static LogContext push(@Nullable LogSubject subject, Map<String, String> keys) {
    LogContext context = new LogContext(CURRENT.get(), subject, keys);
    CURRENT.set(context);
    return context;
  }

  @Override
  public void close() {
    if (outer == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(outer);
    }
  }
}
