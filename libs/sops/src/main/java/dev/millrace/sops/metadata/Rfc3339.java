package dev.millrace.sops.metadata;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Times in metadata. */
final class Rfc3339 {
  private static final Pattern FORM =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}([.,]\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})");
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX");

  private Rfc3339() {}

  /**
   * The time without its fraction, zone kept, {@code +00:00} as {@code Z}: the form that serves as
   * additional data of the authentication code.
   */
  static String normalize(String text, String field) {
    try {
      if (FORM.matcher(text).matches()) {
        return SECONDS.format(OffsetDateTime.parse(text.replace(',', '.')));
      }
    } catch (DateTimeException e) {
      // reported below like any other text that is no time
    }
    throw MetadataReader.invalid(
        text.isEmpty()
            ? "'sops." + field + "' is missing"
            : "'sops." + field + "' is not a time like 2026-01-31T10:11:12Z");
  }
}
