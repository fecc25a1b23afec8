package dev.millrace.runtime.logging;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One log line with keys. (The logging backend folds SLF4J's own key-value pairs into the message
 * text, where nothing can filter by them.)
 */
public final class LogLine {
  private final Map<String, String> keys = new LinkedHashMap<>();
  private Optional<LogSubject> subject = Optional.empty();

  private LogLine() {}

  /** A line with one key so far; see {@link LogKey} for those of several lines. */
  public static LogLine with(String key, @Nullable Object value) {
    return new LogLine().and(key, value);
  }

  /** A line about an object that no run of this thread is for. */
  public static LogLine about(LogSubject subject) {
    LogLine line = new LogLine();
    line.subject = Optional.of(subject);
    return line;
  }

  /** Adds a key; one without a value is left out. */
  public LogLine and(String key, @Nullable Object value) {
    String text = Objects.toString(value, "");
    if (!text.isEmpty()) {
      keys.put(key, text);
    }
    return this;
  }

  /** Logs: {@code LogLine.with(ERROR, text).log(LOG::error, "reconciliation failed")}. */
  public void log(Consumer<String> level, String message) {
    try (LogContext _ = LogContext.enter(subject, keys)) {
      level.accept(message);
    }
  }
}
