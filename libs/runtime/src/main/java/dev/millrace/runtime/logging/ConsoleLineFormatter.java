package dev.millrace.runtime.logging;

import java.util.Locale;
import java.util.Map;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Lines for people, as {@code --log-encoding=console} of Flux writes them: time, level, message and
 * the {@link LogFields} as JSON with tabs in between; a stack trace follows below.
 */
final class ConsoleLineFormatter extends ExtFormatter {
  private final LogFields fields;

  ConsoleLineFormatter(String controller) {
    fields = new LogFields(controller);
  }

  @Override
  public String format(ExtLogRecord record) {
    Map<String, Object> all = fields.of(record);
    Object trace = all.remove("stacktrace");
    return String.join(
            "\t",
            LogFields.time(record.getInstant()),
            JsonLineFormatter.level(record.getLevel()).toUpperCase(Locale.ROOT),
            record.getFormattedMessage(),
            LogFields.json(all))
        + "\n"
        + (trace == null ? "" : trace);
  }
}
