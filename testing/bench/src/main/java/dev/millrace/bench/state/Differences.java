package dev.millrace.bench.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The fields in which two trees differ. */
final class Differences {
  private static final int LONGEST_VALUE = 120;

  private final String object;
  private final List<String> found = new ArrayList<>();

  private Differences(String object) {
    this.object = object;
  }

  /** One line for each field, with both values. */
  static List<String> between(String object, @Nullable Object mine, @Nullable Object theirs) {
    Differences differences = new Differences(object);
    differences.compare("", mine, theirs);
    return differences.found;
  }

  private void compare(String path, @Nullable Object mine, @Nullable Object theirs) {
    if (mine instanceof Map<?, ?> left && theirs instanceof Map<?, ?> right) {
      TreeSet<String> keys = new TreeSet<>();
      left.keySet().forEach(key -> keys.add(String.valueOf(key)));
      right.keySet().forEach(key -> keys.add(String.valueOf(key)));
      keys.forEach(key -> compare(path + "." + key, left.get(key), right.get(key)));
    } else if (mine instanceof List<?> left
        && theirs instanceof List<?> right
        && left.size() == right.size()) {
      for (int i = 0; i < left.size(); i++) {
        compare(path + "[" + i + "]", left.get(i), right.get(i));
      }
    } else if (!Objects.equals(mine, theirs)) {
      found.add("%s: %s is %s, not %s".formatted(object, path, shown(mine), shown(theirs)));
    }
  }

  private static String shown(@Nullable Object value) {
    String text = String.valueOf(value);
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
  }
}
