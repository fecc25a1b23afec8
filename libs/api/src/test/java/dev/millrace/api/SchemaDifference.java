package dev.millrace.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares two schemas without their descriptions.
 *
 * @param added places that only the second one has
 * @param removed places that only the first one has
 * @param changed places that both have, with different values
 */
record SchemaDifference(List<String> added, List<String> removed, List<String> changed) {

  static SchemaDifference between(Map<String, Object> before, Map<String, Object> after) {
    var difference = new SchemaDifference(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    difference.compare("", before, after);
    return difference;
  }

  private void compare(String path, @Nullable Object before, @Nullable Object after) {
    if (before instanceof Map<?, ?> one && after instanceof Map<?, ?> other) {
      compareMaps(path, Crd.map(one), Crd.map(other));
    } else if (before instanceof List<?> one && after instanceof List<?> other && isSet(path)) {
      compareSets(path, one, other);
    } else if (!Objects.equals(before, after)) {
      changed.add(path);
    }
  }

  private void compareMaps(String path, Map<String, Object> before, Map<String, Object> after) {
    var keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    for (String key : keys) {
      String place = place(path, key);
      if (isDescription(key, before, after)) {
        continue;
      }
      if (!before.containsKey(key)) {
        added.add(place);
      } else if (!after.containsKey(key)) {
        removed.add(place);
      } else {
        compare(place, before.get(key), after.get(key));
      }
    }
  }

  /** A field may be called description too; its value is then a schema. */
  private static boolean isDescription(
      String key, Map<String, Object> before, Map<String, Object> after) {
    return key.equals("description")
        && !(before.get(key) instanceof Map)
        && !(after.get(key) instanceof Map);
  }

  private void compareSets(String path, Collection<?> before, Collection<?> after) {
    after.stream().filter(v -> !before.contains(v)).forEach(v -> added.add(path + "." + v));
    before.stream().filter(v -> !after.contains(v)).forEach(v -> removed.add(path + "." + v));
  }

  private static boolean isSet(String path) {
    return path.endsWith(".required") || path.endsWith(".enum");
  }

  private static String place(String path, String key) {
    return switch (key) {
      case "properties" -> path;
      case "items" -> path + "[]";
      case "additionalProperties" -> path + "{}";
      default -> path.isEmpty() ? key : path + "." + key;
    };
  }
}
