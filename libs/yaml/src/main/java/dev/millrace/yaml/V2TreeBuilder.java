package dev.millrace.yaml;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * sigs.k8s.io/yaml: go-yaml v2, then JSON. Keys become text, dates stay text, floats without a
 * fraction become integers, infinities are refused. A merge key acts where it stands, so it
 * overrides keys before it.
 */
final class V2TreeBuilder extends TreeBuilder {
  private final boolean strict;
  private final boolean allDoubles;

  V2TreeBuilder(YamlLimits limits, boolean strict, boolean allDoubles) {
    super(Dialect.V2, limits);
    this.strict = strict;
    this.allDoubles = allDoubles;
  }

  @Override
  @Nullable Object root(YamlNode node) {
    return value(node);
  }

  @Override
  Object number(Object resolved, YamlNode.Scalar node) {
    if (resolved instanceof GoTimestamp timestamp) {
      return timestamp.text();
    }
    if (resolved instanceof Double d && !Double.isFinite(d)) {
      throw new YamlException(
          "infinity and NaN can't be converted to JSON; quote the value", node.start());
    }
    Number number = (Number) resolved;
    return allDoubles ? (Object) number.doubleValue() : asRead(number);
  }

  private static Object asRead(Number number) {
    return number instanceof Double d ? GoNumbers.throughJson(d) : number;
  }

  @Override
  Map<String, @Nullable Object> map(YamlNode.Mapping mapping) {
    Map<String, @Nullable Object> map = newMap(mapping.entries().size());
    fill(map, strict ? new HashMap<>() : null, mapping);
    return map;
  }

  private void fill(
      Map<String, @Nullable Object> map,
      @Nullable Map<Object, YamlNode> seen,
      YamlNode.Mapping mapping) {
    for (YamlNode.Entry entry : mapping.entries()) {
      if (isMerge(entry.key())) {
        List<YamlNode.Mapping> sources = mergeSources(entry.value());
        merging(() -> sources.reversed().forEach(source -> fill(map, seen, source)));
        continue;
      }
      Object resolved = resolveKey(entry.key());
      String key = keyText(resolved, entry.key());
      Object value = value(entry.value());
      if (seen != null) {
        YamlNode first = seen.putIfAbsent(resolved == null ? key : resolved, entry.key());
        if (first != null) {
          throw duplicateKey(key, entry.key(), first);
        }
      }
      map.put(key, value);
    }
  }

  private static String keyText(@Nullable Object key, YamlNode node) {
    return switch (key) {
      case String text -> text;
      case Boolean bool -> bool.toString();
      case Long integer -> integer.toString();
      case Double d -> floatKey(d);
      case GoTimestamp timestamp -> timestamp.text();
      case BigInteger _ ->
          throw new YamlException("an integer of 64 bits can't be a key; quote it", node.start());
      case null -> throw new YamlException("null can't be a key; quote it", node.start());
      default -> throw new IllegalStateException("no key: " + key.getClass());
    };
  }

  /** The original prints float keys with the precision of 32 bits. */
  private static String floatKey(double key) {
    if (Double.isNaN(key)) {
      return ".nan";
    }
    float single = (float) key;
    if (Float.isInfinite(single)) {
      return single > 0 ? ".inf" : "-.inf";
    }
    return GoNumbers.formatGeneral(Double.parseDouble(Float.toString(single)));
  }
}
