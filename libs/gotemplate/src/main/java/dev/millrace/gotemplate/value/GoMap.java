package dev.millrace.gotemplate.value;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map with string keys whose type is not {@code map[string]interface {}}: typed elements or a
 * declared type.
 */
public class GoMap extends LinkedHashMap<String, @Nullable Object> implements Typed {
  private static final long serialVersionUID = 1L;

  private final transient GoType type;

  /** A map of the given map type with a copy of the entries. */
  public GoMap(GoType type, Map<String, ? extends @Nullable Object> entries) {
    super(entries);
    this.type = type;
  }

  @Override
  public GoType goType() {
    return type;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GoMap map && type.equals(map.type) && super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
