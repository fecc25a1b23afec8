package dev.millrace.controller.imageautomation.message;

import dev.millrace.gotemplate.GoFunction;
import dev.millrace.gotemplate.HostObject;
import dev.millrace.gotemplate.Signature;
import dev.millrace.gotemplate.value.GoType;
import dev.millrace.gotemplate.value.Stringer;
import dev.millrace.gotemplate.value.StructValue;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** {@code .AutomationObject}: namespace and name, printed with a slash between them. */
record ObjectName(String namespace, String name) implements HostObject, StructValue, Stringer {
  private static final GoType TYPE = GoType.struct("types.NamespacedName");

  @Override
  public GoType goType() {
    return TYPE;
  }

  @Override
  public SequencedMap<String, @Nullable Object> fields() {
    SequencedMap<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("Namespace", namespace);
    fields.put("Name", name);
    return fields;
  }

  @Override
  public @Nullable GoFunction method(String called) {
    return called.equals("String") ? new GoFunction(called, Signature.of(), _ -> goString()) : null;
  }

  @Override
  public String goString() {
    return namespace + "/" + name;
  }
}
