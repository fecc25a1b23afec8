package dev.millrace.helm.render;

import dev.millrace.gotemplate.GoFunction;
import dev.millrace.gotemplate.HostObject;
import dev.millrace.gotemplate.Signature;
import dev.millrace.gotemplate.sprig.JsonTree;
import dev.millrace.gotemplate.sprig.JsonTree.Target;
import dev.millrace.gotemplate.value.GoType;
import dev.millrace.yaml.GoYaml;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table of Helm's type {@code common.Values}: {@code .Values}, and the whole of what a template
 * sees. A view: what templates set here is seen by everybody who holds the same table.
 */
final class TableObject extends AbstractMap<String, @Nullable Object> implements HostObject {
  private static final GoType TYPE = GoType.defined("common.Values", GoType.DICT);

  private final Map<String, @Nullable Object> table;

  @SuppressWarnings("NullAway") // trees of values hold nulls
  TableObject(Map<String, ? extends @Nullable Object> table) {
    @SuppressWarnings("unchecked")
    var writable = (Map<String, @Nullable Object>) table;
    this.table = writable;
  }

  @Override
  public GoType goType() {
    return TYPE;
  }

  @Override
  public Object assignedTo(GoType type) {
    return type.equals(TYPE) ? this : table;
  }

  @Override
  public @Nullable GoFunction method(String name) {
    return switch (name) {
      case "AsMap" -> new GoFunction(name, Signature.of(), _ -> table);
      case "YAML" ->
          new GoFunction(name, Signature.of(), _ -> GoYaml.write(JsonTree.of(table, Target.YAML)));
      default -> null;
    };
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    return table.get(key);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return table.containsKey(key);
  }

  @Override
  public @Nullable Object put(String key, @Nullable Object value) {
    return table.put(key, value);
  }

  @Override
  public @Nullable Object remove(@Nullable Object key) {
    return table.remove(key);
  }

  @Override
  public int size() {
    return table.size();
  }

  @Override
  public Set<Entry<String, @Nullable Object>> entrySet() {
    return table.entrySet();
  }
}
