package dev.millrace.runtime.logging;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.MDC;

/**
 * The keys of one log line. (The logging backend folds SLF4J's own key-value pairs into the message
 * text, so they travel in the MDC for the time of the call.)
 */
public final class LogLine {
  private final Map<String, String> keys = new LinkedHashMap<>();

  private LogLine() {}

  /** A line with one key so far; see {@link LogKey}. */
  public static LogLine with(String key, Object value) {
    return new LogLine().and(key, value);
  }

  /** Adds a key. */
  public LogLine and(String key, Object value) {
    keys.put(key, value.toString());
    return this;
  }

  /** Logs: {@code LogLine.with(ERROR, text).log(LOG::error, "reconciliation failed")}. */
  public void log(Consumer<String> level, String message) {
    Map<String, String> before = new LinkedHashMap<>();
    keys.forEach(
        (key, value) -> {
          before.put(key, MDC.get(key));
          MDC.put(key, value);
        });
    try {
      level.accept(message);
    } finally {
      before.forEach(LogLine::restore);
    }
  }

  private static void restore(String key, @org.jspecify.annotations.Nullable String value) {
    if (value == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, value);
    }
  }
}
