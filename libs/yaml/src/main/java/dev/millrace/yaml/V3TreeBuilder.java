package dev.millrace.yaml;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Resources as kustomize reads them: go-yaml v3, then JSON. Duplicate keys are errors, keys below
 * the root must be text, dates become RFC 3339 text, a key always wins over a merged one.
 */
final class V3TreeBuilder extends TreeBuilder {
  V3TreeBuilder(YamlLimits limits) {
    super(Dialect.V3, limits);
  }

  @Override
  @Nullable Object root(YamlNode node) {
    return followAlias(node) instanceof YamlNode.Mapping mapping ? map(mapping, true) : value(node);
  }

  @Override
  Object number(Object resolved, YamlNode.Scalar node) {
    if (resolved instanceof GoTimestamp timestamp) {
      return timestamp.rfc3339();
    }
    if (resolved instanceof Double d && !Double.isFinite(d)) {
      throw new YamlException(
          "infinity and NaN can't be converted to JSON; quote the value", node.start());
    }
    return resolved;
  }

  @Override
  Map<String, @Nullable Object> map(YamlNode.Mapping mapping) {
    return map(mapping, false);
  }

  private Map<String, @Nullable Object> map(YamlNode.Mapping mapping, boolean root) {
    Map<String, @Nullable Object> map = newMap(mapping.entries().size());
    fill(map, mapping, root, null);
    return map;
  }

  /**
   * Adds the entries of one mapping, its own before those that it merges.
   *
   * @param taken keys that may not be set any more, or null outside of a merge
   */
  private void fill(
      Map<String, @Nullable Object> map,
      YamlNode.Mapping mapping,
      boolean root,
      @Nullable Set<String> taken) {
    refuseDuplicates(mapping);
    YamlNode merge = null;
    for (YamlNode.Entry entry : mapping.entries()) {
      if (isMerge(entry.key())) {
        merge = entry.value();
        continue;
      }
      String key = key(entry.key(), root);
      if (taken == null || taken.add(key)) {
        map.put(key, value(entry.value()));
      }
    }
    if (merge != null) {
      Set<String> own = taken == null ? new HashSet<>(map.keySet()) : taken;
      for (YamlNode.Mapping source : mergeSources(merge)) {
        merging(() -> fill(map, source, root, own));
      }
    }
  }

  /** Compares how keys are written: {@code 1} and {@code "1"} are the same key. */
  private static void refuseDuplicates(YamlNode.Mapping mapping) {
    Map<String, YamlNode> seen = new HashMap<>();
    for (YamlNode.Entry entry : mapping.entries()) {
      String written =
          switch (entry.key()) {
            case YamlNode.Scalar scalar -> scalar.text();
            case YamlNode.Alias alias -> "*" + alias.name();
            default -> null;
          };
      YamlNode first = written == null ? null : seen.putIfAbsent(written, entry.key());
      if (first != null) {
        throw duplicateKey(String.valueOf(written), entry.key(), first);
      }
    }
  }

  private String key(YamlNode node, boolean root) {
    Object resolved = resolveKey(node);
    if (resolved instanceof String text && (root || !isTagged(node))) {
      return text;
    }
    if (root && resolved != null && followAlias(node) instanceof YamlNode.Scalar scalar) {
      return scalar.text();
    }
    throw new YamlException("the key is not text; quote it", node.start());
  }

  private static boolean isTagged(YamlNode key) {
    String tag = followAlias(key).tag();
    return tag != null && !tag.equals("!") && !tag.equals(ScalarResolver.STRING);
  }
}
