package dev.millrace.api;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Finds the fields of a schema that hold durations. */
final class DurationFields {

  private DurationFields() {}

  static Set<String> in(Map<String, Object> schema) {
    var found = new HashSet<String>();
    collect("", schema, found);
    return found;
  }

  private static void collect(String path, Map<String, Object> schema, Set<String> found) {
    if (schema.get("pattern") instanceof String pattern && pattern.contains("(ms|s|m")) {
      found.add(path);
    }
    if (schema.get("items") instanceof Map<?, ?> items) {
      collect(path + "[]", Crd.map(items), found);
    }
    if (schema.get("properties") instanceof Map<?, ?> properties) {
      Crd.map(properties)
          .forEach(
              (name, value) ->
                  collect(path.isEmpty() ? name : path + "." + name, Crd.map(value), found));
    }
  }
}
