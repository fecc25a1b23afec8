package dev.millrace.apply.normalize;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The kinds that the Go client knows and the fields of their types; types are read when needed. */
final class TypeTable {

  private static final String RESOURCE = "kubernetes-types.txt";

  private final Map<String, String> structOfKind = new HashMap<>();
  private final Map<String, String> unreadStructs = new HashMap<>();
  private final Map<String, List<Field>> structs = new ConcurrentHashMap<>();

  private TypeTable() {}

  /**
   * One field.
   *
   * @param name the JSON name; empty for fields that the struct takes over from another one
   * @param type its type
   * @param omitEmpty whether an empty value is left out
   * @param omitZero whether the zero of a time is left out
   */
  record Field(String name, FieldType type, boolean omitEmpty, boolean omitZero) {

    static Field parse(String text) {
      int colon = text.indexOf(':');
      String name = text.substring(0, colon);
      return new Field(
          name.replaceAll("[?!]", ""),
          FieldType.parse(text.substring(colon + 1)),
          name.contains("?"),
          name.contains("!"));
    }
  }

  static TypeTable load() {
    TypeTable table = new TypeTable();
    resource().lines().forEach(table::addLine);
    return table;
  }

  private static String resource() {
    try (InputStream in = TypeTable.class.getResourceAsStream(RESOURCE)) {
      Objects.requireNonNull(in, RESOURCE + " is missing from the program");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addLine(String line) {
    String[] words = line.split(" ", 3);
    switch (words[0]) {
      case "kind" -> {
        int space = words[2].indexOf(' ');
        structOfKind.put(
            words[1] + " " + words[2].substring(0, space), words[2].substring(space + 1));
      }
      case "type" -> unreadStructs.put(words[1], words.length == 3 ? words[2] : "");
      default -> {}
    }
  }

  /** The type of a kind, or nothing if the Go client does not know the kind. */
  Optional<FieldType.Struct> find(String apiVersion, String kind) {
    return Optional.ofNullable(structOfKind.get(apiVersion + " " + kind))
        .map(FieldType.Struct::new);
  }

  List<Field> fields(FieldType.Struct struct) {
    return structs.computeIfAbsent(struct.name(), this::readFields);
  }

  private List<Field> readFields(String struct) {
    List<Field> fields = new ArrayList<>();
    for (String text : Objects.requireNonNull(unreadStructs.get(struct), struct).split(" ", -1)) {
      if (!text.isEmpty()) {
        fields.add(Field.parse(text));
      }
    }
    return List.copyOf(fields);
  }
}
