package dev.millrace.helm.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The draft that a schema names with {@code $schema}, in all spellings that the original knows. */
final class SchemaDraft {
  private static final String KEY = "$schema";
  private static final Pattern ADDRESS =
      Pattern.compile("https?://json-schema\\.org/(?:(draft[-/][0-9-]+)/)?schema#?");
  private static final String LATEST = "draft/2020-12";

  private SchemaDraft() {}

  /** The schema with the one spelling of its draft that the library knows. */
  static @Nullable Object normalize(@Nullable Object schema) {
    if (!(schema instanceof Map<?, ?> map) || !(map.get(KEY) instanceof String address)) {
      return schema;
    }
    Matcher matcher = ADDRESS.matcher(address);
    if (!matcher.matches()) {
      return schema;
    }
    String draft = matcher.group(1) == null ? LATEST : matcher.group(1);
    boolean old = draft.startsWith("draft-");
    Map<String, @Nullable Object> normalized = new LinkedHashMap<>();
    map.forEach((key, value) -> normalized.put(String.valueOf(key), value));
    normalized.put(
        KEY,
        (old ? "http" : "https") + "://json-schema.org/" + draft + "/schema" + (old ? "#" : ""));
    return normalized;
  }

  /** Whether formats decide: since draft 2019-09 they are information. */
  static boolean checksFormats(@Nullable Object schema) {
    Object draft = schema instanceof Map<?, ?> map ? map.get(KEY) : null;
    return draft instanceof String text && text.contains("/draft-0");
  }
}
