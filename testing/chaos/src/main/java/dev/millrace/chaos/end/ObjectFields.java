package dev.millrace.chaos.end;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes an object apart into its fields, without an order where there is none. */
final class ObjectFields {
  private final Map<FieldPath, String> fields = new LinkedHashMap<>();

  private ObjectFields() {}

  static Map<FieldPath, String> of(Map<String, Object> object) {
    Map<?, ?> metadata = (Map<?, ?>) object.getOrDefault("metadata", Map.of());
    FieldPath root =
        new FieldPath(
            String.valueOf(object.get("kind")), String.valueOf(metadata.get("name")), List.of());
    ObjectFields all = new ObjectFields();
    all.fields.put(root, "exists");
    all.add(root, object);
    return all.fields;
  }

  private void add(FieldPath path, Object value) {
    switch (value) {
      case Map<?, ?> map when !map.isEmpty() ->
          map.forEach(
              (key, each) -> add(path.plus(String.valueOf(key)), String.valueOf(key), each));
      case List<?> list when !list.isEmpty() -> addAll(path, list);
      default -> fields.put(path, String.valueOf(value));
    }
  }

  /** A null has no type to switch over. */
  private void add(FieldPath path, String key, Object value) {
    if (value == null) {
      fields.put(path, key + " is null");
    } else {
      add(path, value);
    }
  }

  private void addAll(FieldPath path, List<?> list) {
    for (int i = 0; i < list.size(); i++) {
      add(path.plus(identity(list.get(i), i)), list.get(i));
    }
  }

  /** Conditions are told apart by their type, and owners of fields by what they are. */
  private static String identity(Object entry, int position) {
    if (!(entry instanceof Map<?, ?> map)) {
      return Integer.toString(position);
    }
    if (map.containsKey("fieldsV1")) {
      return map.get("manager") + " " + map.get("operation") + " " + map.get("subresource");
    }
    return map.containsKey("lastTransitionTime")
        ? String.valueOf(map.get("type"))
        : Integer.toString(position);
  }
}
