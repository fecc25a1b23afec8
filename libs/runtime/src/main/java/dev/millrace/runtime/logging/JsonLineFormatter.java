package dev.millrace.runtime.logging;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/** One JSON object a line: level, ts, msg and the {@link LogFields}. */
final class JsonLineFormatter extends ExtFormatter {
  private final LogFields fields;

  JsonLineFormatter(String controller) {
    fields = new LogFields(controller);
  }

  @Override
  public String format(ExtLogRecord record) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("level", level(record.getLevel()));
    line.put("ts", LogFields.time(record.getInstant()));
    line.put("msg", record.getFormattedMessage());
    line.putAll(fields.of(record));
    return LogFields.json(line) + "\n";
  }

  static String level(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return "error";
    }
    if (level.intValue() >= Level.INFO.intValue()) {
      return "info";
    }
    return level.intValue() >= Level.FINE.intValue() ? "debug" : "trace";
  }
}
