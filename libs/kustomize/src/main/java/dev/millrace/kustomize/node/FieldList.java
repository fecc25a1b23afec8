package dev.millrace.kustomize.node;

import dev.millrace.kustomize.node.Node.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a map in their order, found by name in constant time however many they are. */
final class FieldList {
  private static final int INDEX_FROM = 16;

  private List<Field> fields = List.of();
  private @Nullable Map<String, Field> index;

  /** All fields, repeated names included; not to be changed. */
  List<Field> all() {
    return fields;
  }

  boolean isEmpty() {
    return fields.isEmpty();
  }

  /** The first field of this name. */
  @Nullable Field find(String name) {
    if (fields.size() < INDEX_FROM) {
      for (Field field : fields) {
        if (field.name().equals(name)) {
          return field;
        }
      }
      return null;
    }
    if (index == null) {
      Map<String, Field> byName = HashMap.newHashMap(fields.size());
      fields.forEach(field -> byName.putIfAbsent(field.name(), field));
      index = byName;
    }
    return index.get(name);
  }

  /** Adds a field without looking for one of the same name. */
  void add(Field field) {
    if (fields.isEmpty()) {
      fields = new ArrayList<>();
    }
    fields.add(field);
    if (index != null) {
      index.putIfAbsent(field.name(), field);
    }
  }

  void remove(Field field) {
    fields.remove(field);
    index = null;
  }

  /** Takes over the fields of another list. */
  void become(FieldList other) {
    fields = other.fields.isEmpty() ? List.of() : new ArrayList<>(other.fields);
    index = null;
  }
}
