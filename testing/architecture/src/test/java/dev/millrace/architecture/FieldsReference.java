package dev.millrace.architecture;

import dev.millrace.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What docs/reference/fields.md says, from the custom resource definitions. */
final class FieldsReference {
  private static final Path DEFINITIONS = Path.of("../../manifests/crds");

  private FieldsReference() {}

  static String page() {
    return """
        # Fields

        Generated from the custom resource definitions. Fields in bold must be given. `kubectl explain` says the same of a
        cluster where they are installed, status included.
        """
        + definitions().stream().map(FieldsReference::chapter).collect(Collectors.joining());
  }

  private static List<Map<?, ?>> definitions() {
    try (Stream<Path> files = Files.list(DEFINITIONS)) {
      return files
          .filter(file -> file.getFileName().toString().contains("_"))
          .sorted()
          .<Map<?, ?>>map(file -> map(YamlReader.sigs().read(bytes(file))))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String chapter(Map<?, ?> definition) {
    Map<?, ?> spec = map(definition.get("spec"));
    Map<?, ?> version =
        list(spec.get("versions")).stream()
            .map(FieldsReference::map)
            .filter(each -> Boolean.TRUE.equals(each.get("storage")))
            .findFirst()
            .orElseThrow();
    Map<?, ?> schema = map(map(version.get("schema")).get("openAPIV3Schema"));
    Map<?, ?> fields = map(map(schema.get("properties")).get("spec"));
    Map<String, String> rows = new LinkedHashMap<>();
    collect("", fields, rows);
    return "\n## %s\n\n`%s/%s`. %s\n\n| field | type | default | meaning |\n|---|---|---|---|\n%s"
        .formatted(
            map(spec.get("names")).get("kind"),
            spec.get("group"),
            version.get("name"),
            text(schema.get("description")),
            String.join("", rows.values()));
  }

  private static void collect(String parent, Map<?, ?> schema, Map<String, String> rows) {
    List<?> required = list(schema.get("required"));
    map(schema.get("properties"))
        .forEach(
            (key, value) -> {
              Map<?, ?> field = map(value);
              String path = parent + key;
              String name = "`" + path + "`";
              rows.put(
                  path,
                  "| %s | %s | %s | %s |\n"
                      .formatted(
                          required.contains(key) ? "**" + name + "**" : name,
                          type(field),
                          field.containsKey("default") ? "`" + field.get("default") + "`" : "",
                          text(field.get("description"))));
              collect(path + ".", field, rows);
              collect(path + "[].", map(field.get("items")), rows);
            });
  }

  private static String type(Map<?, ?> field) {
    List<?> values = list(field.get("enum"));
    if (!values.isEmpty()) {
      return values.stream().map(each -> "`" + each + "`").collect(Collectors.joining(", "));
    }
    String type = Objects.requireNonNullElse(field.get("type"), "any").toString();
    return type.equals("array") ? "list of " + type(map(field.get("items"))) : type;
  }

  private static String text(@Nullable Object description) {
    return description == null ? "" : description.toString().replace("|", "\\|").replace("\n", " ");
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
