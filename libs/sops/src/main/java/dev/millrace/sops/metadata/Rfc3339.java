package dev.millrace.sops.metadata;

import dev.millrace.yaml.GoTime;

/** Times in metadata. */
final class Rfc3339 {
  private Rfc3339() {}

  /**
   * The time without its fraction, which may also begin with a comma; zone kept, {@code +00:00} as
   * {@code Z}: the form that serves as additional data of the authentication code.
   */
  static String normalize(String text, String field) {
    return GoTime.parse(text.replace(',', '.'))
        .map(GoTime::toSecond)
        .orElseThrow(
            () ->
                MetadataReader.invalid(
                    text.isEmpty()
                        ? "'sops." + field + "' is missing"
                        : "'sops." + field + "' is not a time like 2026-01-31T10:11:12Z"));
  }
}
