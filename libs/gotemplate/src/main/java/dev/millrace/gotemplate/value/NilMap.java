package dev.millrace.gotemplate.value;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A nil {@code map[string]interface {}}: it reads as an empty one, can't be changed, and is nil.
 */
public final class NilMap extends AbstractMap<String, @Nullable Object> implements Typed {
  @Override
  public GoType goType() {
    return GoType.DICT;
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    return Set.of();
  }
}
