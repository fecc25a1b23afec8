package dev.millrace.runtime.logging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/**
 * One JSON object a line, with the keys that {@code flux logs} filters and prints (FLUX.md 8):
 * level, ts, msg, error, controller, controllerGroup, controllerKind, the kind with name and
 * namespace, reconcileID. As in Flux the controller of a line about an object is its kind in lower
 * case.
 */
final class JsonLineFormatter extends ExtFormatter {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final String controller;

  JsonLineFormatter(String controller) {
    this.controller = controller;
  }

  @Override
  public String format(ExtLogRecord record) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("level", level(record.getLevel()));
    line.put("ts", TIME.format(record.getInstant()));
    line.put("msg", record.getFormattedMessage());
    line.put("controller", controller);
    Map<String, String> keys = record.getMdcCopy();
    addObject(line, keys);
    LogKey.EXTRA.forEach(
        key -> {
          String value = keys.get(key);
          if (value != null) {
            line.put(key, value);
          }
        });
    addFailure(line, record);
    return text(line) + "\n";
  }

  private static void addObject(Map<String, Object> line, Map<String, String> keys) {
    String kind = keys.get(LogKey.KIND);
    if (kind != null) {
      String name = keys.getOrDefault(LogKey.NAME, "");
      String namespace = keys.getOrDefault(LogKey.NAMESPACE, "");
      line.put("controller", kind.toLowerCase(Locale.ROOT));
      line.put(LogKey.GROUP, keys.getOrDefault(LogKey.GROUP, ""));
      line.put(LogKey.KIND, kind);
      line.put(kind, Map.of("name", name, "namespace", namespace));
      line.put(LogKey.NAMESPACE, namespace);
      line.put(LogKey.NAME, name);
      line.put(LogKey.ID, keys.getOrDefault(LogKey.ID, ""));
    }
  }

  private static void addFailure(Map<String, Object> line, ExtLogRecord record) {
    Throwable thrown = record.getThrown();
    if (thrown != null) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      line.putIfAbsent(LogKey.ERROR, thrown.toString());
      line.put("stacktrace", trace.toString());
    }
  }

  private static String level(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return "error";
    }
    if (level.intValue() >= Level.INFO.intValue()) {
      return "info";
    }
    return level.intValue() >= Level.FINE.intValue() ? "debug" : "trace";
  }

  private static String text(Map<String, Object> line) {
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of strings is always valid JSON", e);
    }
  }
}
