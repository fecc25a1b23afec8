package dev.millrace.helm.values;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Merging of two tables of values: tables merge, lists and scalars of the stronger side replace
 * those of the weaker one. What differs between the ways is the fate of null (HELM.md "Rendering").
 */
public final class TableMerge {
  private TableMerge() {}

  /** What a null of the stronger side means. */
  public enum Nulls {
    /** It deletes the default below it; a null without a default stays. */
    DELETE,
    /** It replaces the default below it and stays visible. */
    KEEP
  }

  /**
   * Fills {@code strong} with what only {@code weak} has. Both are changed, and afterwards they
   * share tables.
   *
   * @return {@code strong}
   */
  public static Map<String, Object> merge(
      Map<String, Object> strong, Map<String, Object> weak, Nulls nulls) {
    Set<String> realDefaults = keysWithValue(weak);
    strong.forEach(
        (key, value) -> {
          if (value == null) {
            put(weak, key, null);
          }
        });
    for (var entry : weak.entrySet()) {
      mergeEntry(strong, entry.getKey(), entry.getValue(), realDefaults, nulls);
    }
    return strong;
  }

  private static void mergeEntry(
      Map<String, Object> strong,
      String key,
      @Nullable Object weakValue,
      Set<String> realDefaults,
      Nulls nulls) {
    if (!strong.containsKey(key)) {
      put(strong, key, weakValue);
      return;
    }
    Object strongValue = strong.get(key);
    if (strongValue == null && nulls == Nulls.DELETE && realDefaults.contains(key)) {
      strong.remove(key);
      return;
    }
    Map<String, Object> weakTable = ValueTrees.asTable(weakValue);
    Map<String, Object> strongTable = ValueTrees.asTable(strongValue);
    if (weakTable != null && strongTable != null) {
      merge(strongTable, weakTable, nulls);
    }
  }

  /**
   * The plain merge of Helm's and Flux's value files: {@code over} wins, tables merge, null is a
   * value like others. Neither side is changed; tables that only one side has are shared.
   */
  public static Map<String, Object> overlay(Map<String, Object> base, Map<String, Object> over) {
    Map<String, Object> result = new LinkedHashMap<>(base);
    over.forEach(
        (key, value) -> {
          Map<String, Object> overTable = ValueTrees.asTable(value);
          Map<String, Object> baseTable = ValueTrees.asTable(result.get(key));
          put(
              result,
              key,
              overTable != null && baseTable != null ? overlay(baseTable, overTable) : value);
        });
    return result;
  }

  /** Removes every null, in tables only, in place. */
  public static void removeNulls(Map<String, Object> table) {
    table.values().removeIf(value -> value == null);
    for (Object value : table.values()) {
      Map<String, Object> child = ValueTrees.asTable(value);
      if (child != null) {
        removeNulls(child);
      }
    }
  }

  private static Set<String> keysWithValue(Map<String, Object> table) {
    var keys = new HashSet<String>();
    table.forEach(
        (key, value) -> {
          if (value != null) {
            keys.add(key);
          }
        });
    return keys;
  }

  /** Puts a value that may be null, which trees of values hold. */
  @SuppressWarnings("NullAway")
  public static void put(Map<String, Object> table, String key, @Nullable Object value) {
    table.put(key, value);
  }
}
