package dev.millrace.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares decoded JSON and names the places that differ. */
final class JsonTrees {

  private JsonTrees() {}

  /** Paths and values of the first tree that the second one does not have. */
  static List<String> missing(@Nullable Object expected, @Nullable Object actual) {
    var found = new ArrayList<String>();
    collect("", expected, actual, found);
    return found;
  }

  private static void collect(
      String path, @Nullable Object expected, @Nullable Object actual, List<String> found) {
    switch (expected) {
      case Map<?, ?> map when actual instanceof Map<?, ?> other ->
          map.forEach((key, value) -> collect(path + "." + key, value, other.get(key), found));
      case List<?> list when actual instanceof List<?> other && list.size() == other.size() -> {
        for (int i = 0; i < list.size(); i++) {
          collect(path + "[" + i + "]", list.get(i), other.get(i), found);
        }
      }
      case Number number when actual instanceof Number other && sameNumber(number, other) -> {}
      case null, default -> {
        if (!Objects.equals(expected, actual)) {
          found.add(path + ": " + expected + ", but was " + actual);
        }
      }
    }
  }

  private static boolean sameNumber(Number one, Number other) {
    return one.toString().equals(other.toString());
  }
}
