package dev.millrace.helm.render;

import dev.millrace.gotemplate.HostObject;
import dev.millrace.gotemplate.sprig.JsonTree;
import dev.millrace.gotemplate.value.GoType;
import dev.millrace.gotemplate.value.NoValue;
import dev.millrace.gotemplate.value.StructValue;
import dev.millrace.yaml.StructFields;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A structure of Helm's that templates see: fields with Go names, and names of their own in JSON.
 */
abstract class GoStruct
    implements HostObject, StructValue, JsonTree.Jsonable, JsonTree.GoStructValue {
  private final GoType type;
  private final SequencedMap<String, @Nullable Object> printed = new LinkedHashMap<>();
  private final SequencedMap<String, @Nullable Object> visible = new LinkedHashMap<>();
  private final StructFields json = new StructFields();

  GoStruct(GoType type) {
    this.type = type;
  }

  final void add(String name, String jsonName, Object value) {
    printed.put(name, value);
    visible.put(name, value);
    json.put(jsonName, value);
  }

  /** A field that printing shows, but neither templates nor JSON. */
  final void addHidden(String name, Object value) {
    printed.put(name, value);
  }

  /** An empty text that JSON leaves out. */
  final void addUnlessEmptyInJson(String name) {
    printed.put(name, "");
    visible.put(name, "");
  }

  @Override
  public GoType goType() {
    return type;
  }

  @Override
  public @Nullable Object field(String name) {
    return visible.containsKey(name) ? visible.get(name) : NoValue.NO_VALUE;
  }

  @Override
  public SequencedMap<String, @Nullable Object> fields() {
    return Collections.unmodifiableSequencedMap(printed);
  }

  @Override
  public SequencedMap<String, @Nullable Object> goFields() {
    return Collections.unmodifiableSequencedMap(visible);
  }

  @Override
  public Object json() {
    return json;
  }
}
