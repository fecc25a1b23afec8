package dev.millrace.conformance.gotemplate;

import dev.millrace.gotemplate.MissingKey;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A template, its data and what Go makes of them.
 *
 * @param id the name of the case
 * @param template the text
 * @param data what the template is executed on, with all numbers as Go's JSON reads them
 * @param missingKey the missingkey option
 * @param expected the output, or null where Go fails
 * @param error Go's message, or null where it succeeds
 * @param errorPhase "parse" or "exec" where Go fails
 */
record TemplateCase(
    String id,
    String template,
    @Nullable Object data,
    MissingKey missingKey,
    @Nullable String expected,
    @Nullable String error,
    @Nullable String errorPhase) {

  static TemplateCase of(Map<?, ?> fields) {
    Object missingKey = fields.get("missingkey");
    return new TemplateCase(
        Objects.toString(fields.get("id")),
        Objects.toString(fields.get("template")),
        GoNumbersInJson.floats(fields.get("data")),
        missingKey == null
            ? MissingKey.DEFAULT
            : MissingKey.valueOf(missingKey.toString().toUpperCase(Locale.ROOT)),
        (String) fields.get("expected"),
        (String) fields.get("error"),
        (String) fields.get("errorPhase"));
  }
}
