package dev.millrace.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes one object of each kind that has every field of the table FIELDS.tsv. */
final class FieldTable {

  private static final String TIME = "2026-01-31T08:30:00Z";
  private static final Map<String, Object> ARTIFACT =
      Map.of(
          "path", "bucket/a/b/c.tar.gz",
          "url", "http://source/bucket/a/b/c.tar.gz",
          "revision", "main@sha1:0123",
          "digest", "sha256:4567",
          "lastUpdateTime", TIME,
          "size", 42,
          "metadata", Map.of("key", "value"));
  private static final Map<String, Object> CONDITION =
      Map.of(
          "type", "Ready",
          "status", "True",
          "observedGeneration", 3,
          "lastTransitionTime", TIME,
          "reason", "Succeeded",
          "message", "");

  /** A row of the table. */
  record Field(String kind, String path, String type, String constraints) {

    private static Field parse(String line) {
      String[] columns = line.split("\t", 4);
      return new Field(columns[0], columns[1], columns[2], columns[3]);
    }

    Object sample() {
      return switch (type) {
        case "string" -> text();
        case "boolean" -> true;
        case "integer" -> 7;
        case "[]string" -> List.of("first", "second");
        case "map[string]" -> Map.of("key", "value");
        case "any(free)" -> Map.of("nested", List.of(1, true, "text", 1.5));
        case "object" -> path.endsWith(".artifact") ? ARTIFACT : new LinkedHashMap<>();
        case "[]object" -> List.of(element());
        case "map[object]" -> Map.of("key", new LinkedHashMap<>());
        default -> throw new AssertionError("unknown type in " + this);
      };
    }

    private String text() {
      if (constraints.contains("date-time")) {
        return TIME;
      }
      return constraints.contains("(ms|s|m") ? "1m30s" : "text of " + path;
    }

    private Map<String, Object> element() {
      if (path.endsWith(".conditions")) {
        return CONDITION;
      }
      return path.endsWith("Artifacts") ? ARTIFACT : new LinkedHashMap<>();
    }
  }

  private FieldTable() {}

  static List<Field> read(Path table) throws IOException {
    try (var lines = Files.lines(table)) {
      return lines.skip(1).map(Field::parse).filter(f -> !f.type().equals("CEL")).toList();
    }
  }

  /** An object that has all the fields given. */
  static Map<String, Object> objectWith(List<Field> fields) {
    var object = new LinkedHashMap<String, Object>();
    for (Field field : fields) {
      put(object, field.path().split("\\."), field.sample());
    }
    return object;
  }

  private static void put(Map<String, Object> object, String[] path, Object sample) {
    Map<String, Object> parent = object;
    for (int i = 0; i < path.length - 1; i++) {
      parent = child(parent, path[i]);
    }
    parent.put(path[path.length - 1], sample);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> child(Map<String, Object> parent, String step) {
    String name = step.replaceAll("(\\[]|\\{})$", "");
    Object value = parent.computeIfAbsent(name, _ -> new LinkedHashMap<String, Object>());
    return switch (value) {
      case List<?> list -> (Map<String, Object>) list.getFirst();
      case Map<?, ?> map when step.endsWith("{}") ->
          (Map<String, Object>) map.values().iterator().next();
      default -> (Map<String, Object>) value;
    };
  }
}
