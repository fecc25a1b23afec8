package dev.millrace.controller.imageautomation.message;

import dev.millrace.gotemplate.value.GoType;
import dev.millrace.gotemplate.value.StructValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A struct with fields and without methods. */
final class FieldsOnly implements StructValue {
  private final GoType type;
  private final SequencedMap<String, @Nullable Object> fields = new LinkedHashMap<>();

  FieldsOnly(String type) {
    this.type = GoType.struct(type);
  }

  FieldsOnly with(String name, Object value) {
    fields.put(name, value);
    return this;
  }

  @Override
  public GoType goType() {
    return type;
  }

  @Override
  public SequencedMap<String, @Nullable Object> fields() {
    return Collections.unmodifiableSequencedMap(fields);
  }
}
