package dev.millrace.chaos.end;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All objects of a play, every field of each but for what an {@link Exclusion} names.
 *
 * @param fields kind, name and path of a field, with its value
 */
public record EndState(SortedMap<String, String> fields) {
  private static final int TOLD = 12;

  /**
   * The end of a play.
   *
   * @param objects as the API server has them, of all kinds
   */
  public static EndState of(Collection<Map<String, Object>> objects, Aliases aliases) {
    SortedMap<String, String> fields = new TreeMap<>();
    for (Map<String, Object> object : objects) {
      ObjectFields.of(object).forEach((path, value) -> put(fields, aliases, path, value));
    }
    return new EndState(fields);
  }

  private static void put(
      SortedMap<String, String> fields, Aliases aliases, FieldPath path, String value) {
    if (Exclusion.of(path).isEmpty()) {
      fields.put(aliases.in(path.toString()), aliases.in(value));
    }
  }

  /** What is different there; empty when nothing is. */
  public List<String> differences(EndState actual) {
    SortedSet<String> paths = new TreeSet<>(fields.keySet());
    paths.addAll(actual.fields.keySet());
    List<String> differences = new ArrayList<>();
    for (String path : paths) {
      String wanted = fields.get(path);
      String got = actual.fields.get(path);
      if (!Objects.equals(wanted, got)) {
        differences.add(difference(path, wanted, got));
      }
    }
    return differences.size() <= TOLD ? differences : shortened(differences);
  }

  private static String difference(String path, @Nullable String wanted, @Nullable String got) {
    if (got == null) {
      return path + " is missing";
    }
    return wanted == null
        ? path + " is there: " + got
        : path + " should be " + wanted + " and is " + got;
  }

  private static List<String> shortened(List<String> differences) {
    List<String> first = new ArrayList<>(differences.subList(0, TOLD));
    first.add("and %d more".formatted(differences.size() - TOLD));
    return first;
  }
}
