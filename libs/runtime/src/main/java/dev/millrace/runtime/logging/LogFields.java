package dev.millrace.runtime.logging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/** What a log line says beside time, level and message, whatever it looks like. */
final class LogFields {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final String controller;

  LogFields(String controller) {
    this.controller = controller;
  }

  /**
   * The keys that {@code flux logs} filters and prints (FLUX.md 8): controller, controllerGroup,
   * controllerKind, the kind with name and namespace, reconcileID, error. As in Flux the controller
   * of a line about an object is its kind in lower case. Those of the line win.
   */
  Map<String, Object> of(ExtLogRecord record) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("controller", controller);
    LogContext.subject().ifPresent(subject -> addSubject(fields, subject));
    fields.putAll(LogContext.keys());
    addFailure(fields, record.getThrown());
    return fields;
  }

  static String time(Instant instant) {
    return TIME.format(instant);
  }

  static String json(Map<String, Object> fields) {
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of strings is always valid JSON", e);
    }
  }

  private static void addSubject(Map<String, Object> fields, LogSubject subject) {
    fields.put("controller", subject.kind().toLowerCase(Locale.ROOT));
    fields.put(LogKey.GROUP, subject.group());
    fields.put(LogKey.KIND, subject.kind());
    fields.put(subject.kind(), Map.of("name", subject.name(), "namespace", subject.namespace()));
    fields.put(LogKey.NAMESPACE, subject.namespace());
    fields.put(LogKey.NAME, subject.name());
    fields.put(LogKey.ID, subject.run());
  }

  private static void addFailure(Map<String, Object> fields, @Nullable Throwable thrown) {
    if (thrown != null) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      fields.putIfAbsent(LogKey.ERROR, thrown.toString());
      fields.put("stacktrace", trace.toString());
    }
  }
}
