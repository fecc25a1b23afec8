package dev.millrace.bench.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All objects of a fleet, without what differs between two equal runs. */
public final class EndState {
  private final SortedMap<String, Map<String, @Nullable Object>> objects;

  private EndState(SortedMap<String, Map<String, @Nullable Object>> objects) {
    this.objects = Collections.unmodifiableSortedMap(objects);
  }

  /** The state of objects as the API server has them. */
  public static EndState of(
      Collection<Map<String, @Nullable Object>> objects, Normalisation normalisation) {
    SortedMap<String, Map<String, @Nullable Object>> named = new TreeMap<>();
    for (Map<String, @Nullable Object> object : objects) {
      if (normalisation.counts(object)) {
        named.put(ObjectName.of(object), normalisation.of(object));
      }
    }
    return new EndState(named);
  }

  /** The objects by their names, such as {@code Kustomization team/app-1}. */
  public SortedMap<String, Map<String, @Nullable Object>> objects() {
    return objects;
  }

  /** The objects of a kind by their names. */
  public SortedMap<String, Map<String, @Nullable Object>> ofKind(String kind) {
    return objects.subMap(kind + " ", kind + "!");
  }

  /**
   * Where this state is another one; empty when it is the same.
   *
   * @param other what it is compared with
   * @param limit how many differences are told at most
   */
  public List<String> differencesFrom(EndState other, int limit) {
    List<String> found = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(objects.keySet());
    names.addAll(other.objects.keySet());
    for (String name : names) {
      if (found.size() >= limit) {
        break;
      }
      Map<String, @Nullable Object> mine = objects.get(name);
      Map<String, @Nullable Object> theirs = other.objects.get(name);
      if (mine == null) {
        found.add(name + " is missing");
      } else if (theirs == null) {
        found.add(name + " should not be there");
      } else {
        found.addAll(Differences.between(name, mine, theirs));
      }
    }
    return found.subList(0, Math.min(limit, found.size()));
  }
}
