package dev.millrace.apply.normalize;

import dev.millrace.apply.normalize.FieldType.Scalar;
import dev.millrace.apply.normalize.TypeTable.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes a tree through the types of the Go client and back: unknown fields disappear, so do empty
 * optional ones, and required ones that are absent appear with their zero value.
 */
final class TypedForm {

  private final TypeTable table;

  TypedForm(TypeTable table) {
    this.table = table;
  }

  /** A value that the type cannot hold. */
  static final class Mismatch extends RuntimeException {
    Mismatch(String expected, Object value) {
      super("expected " + expected + " instead of a " + value.getClass().getSimpleName());
    }
  }

  /**
   * Converts a map.
   *
   * @throws Mismatch if a value does not fit its type
   */
  Map<String, @Nullable Object> struct(FieldType.Struct struct, @Nullable Object value) {
    if (value != null && !(value instanceof Map)) {
      throw new Mismatch("a map", value);
    }
    Map<?, ?> source = value == null ? Map.of() : (Map<?, ?>) value;
    Map<String, @Nullable Object> form = new LinkedHashMap<>();
    for (Field field : table.fields(struct)) {
      if (field.name().isEmpty()) {
        form.putAll(struct((FieldType.Struct) field.type(), source));
        continue;
      }
      Object converted = convert(field.type(), source.get(field.name()));
      boolean leftOut =
          (field.omitEmpty() && isEmpty(field.type(), converted))
              || (field.omitZero() && converted == null);
      if (!leftOut) {
        form.put(field.name(), converted);
      }
    }
    return form;
  }

  private @Nullable Object convert(FieldType type, @Nullable Object value) {
    return switch (type) {
      case FieldType.Pointer pointer -> value == null ? null : convert(pointer.target(), value);
      case FieldType.Struct struct -> struct(struct, value);
      case FieldType.ListOf list -> value == null ? null : list(list.element(), value);
      case FieldType.MapOf map -> value == null ? null : map(map.element(), value);
      case Scalar scalar -> ScalarForm.convert(scalar, value);
    };
  }

  private List<@Nullable Object> list(FieldType element, Object value) {
    if (!(value instanceof List<?> source)) {
      throw new Mismatch("a list", value);
    }
    List<@Nullable Object> form = new ArrayList<>(source.size());
    for (Object item : source) {
      form.add(convert(element, item));
    }
    return form;
  }

  private Map<String, @Nullable Object> map(FieldType element, Object value) {
    if (!(value instanceof Map<?, ?> source)) {
      throw new Mismatch("a map", value);
    }
    Map<String, @Nullable Object> form = LinkedHashMap.newLinkedHashMap(source.size());
    source.forEach((key, item) -> form.put((String) key, convert(element, item)));
    return form;
  }

  private static boolean isEmpty(FieldType type, @Nullable Object form) {
    return switch (type) {
      case FieldType.Struct _ -> false;
      case FieldType.Pointer _ -> form == null;
      case FieldType.ListOf _ -> form == null || ((List<?>) form).isEmpty();
      case FieldType.MapOf _ -> form == null || ((Map<?, ?>) form).isEmpty();
      case Scalar scalar -> ScalarForm.isEmpty(scalar, form);
    };
  }
}
