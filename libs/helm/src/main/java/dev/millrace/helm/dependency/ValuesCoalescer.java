package dev.millrace.helm.dependency;

import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.values.TableMerge;
import dev.millrace.helm.values.TableMerge.Nulls;
import dev.millrace.helm.values.ValueTrees;
import dev.millrace.helm.values.ValuesException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Joins user values with the defaults of a chart and its subcharts (HELM.md "Rendering"): a parent
 * overrides its subcharts, tables merge, globals flow down, and null deletes a default.
 */
public final class ValuesCoalescer {
  private static final String GLOBAL = "global";

  private final Nulls nulls;

  private ValuesCoalescer(Nulls nulls) {
    this.nulls = nulls;
  }

  /**
   * The values for rendering: nulls delete defaults.
   *
   * @param userValues not changed
   * @throws ValuesException if the value under a subchart's name is no table
   */
  public static Map<String, Object> coalesce(Chart chart, Map<String, Object> userValues)
      throws ValuesException {
    return new ValuesCoalescer(Nulls.DELETE).join(chart, ValueTrees.copy(userValues));
  }

  /**
   * The values for a step before rendering: nulls stay, so that they still delete when {@link
   * #coalesce} runs later.
   *
   * @param userValues not changed
   * @throws ValuesException if the value under a subchart's name is no table
   */
  public static Map<String, Object> merge(Chart chart, Map<String, Object> userValues)
      throws ValuesException {
    return new ValuesCoalescer(Nulls.KEEP).join(chart, ValueTrees.copy(userValues));
  }

  private Map<String, Object> join(Chart chart, Map<String, Object> values) throws ValuesException {
    applyDefaults(chart, values);
    for (Chart subchart : chart.dependencies()) {
      joinSubchart(subchart, values);
    }
    return values;
  }

  private void joinSubchart(Chart subchart, Map<String, Object> parentValues)
      throws ValuesException {
    String name = subchart.name();
    if (!parentValues.containsKey(name)) {
      parentValues.put(name, new LinkedHashMap<String, Object>());
    }
    Map<String, Object> values = ValueTrees.asTable(parentValues.get(name));
    if (values == null) {
      throw new ValuesException(
          "the values of subchart \"%s\" must be a table, but are %s"
              .formatted(name, describe(parentValues.get(name))));
    }
    passGlobals(parentValues, values);
    join(subchart, values);
  }

  private void applyDefaults(Chart chart, Map<String, Object> values) {
    Map<String, Object> defaults = ValueTrees.copy(chart.values());
    for (var entry : defaults.entrySet()) {
      applyDefault(chart, values, entry.getKey(), entry.getValue());
    }
  }

  private void applyDefault(
      Chart chart, Map<String, Object> values, String key, @Nullable Object defaultValue) {
    Map<String, Object> defaultTable = ValueTrees.asTable(defaultValue);
    if (!values.containsKey(key)) {
      addDefault(values, key, defaultValue, defaultTable);
      return;
    }
    Object value = values.get(key);
    Map<String, Object> table = ValueTrees.asTable(value);
    if (value == null && nulls == Nulls.DELETE) {
      values.remove(key);
    } else if (table != null && defaultTable != null) {
      // The nulls for a subchart must survive until the subchart's own defaults are applied.
      Nulls here = isSubchart(chart, key) ? Nulls.KEEP : nulls;
      if (here == Nulls.DELETE) {
        TableMerge.removeNulls(defaultTable);
      }
      TableMerge.merge(table, defaultTable, here);
    }
  }

  private void addDefault(
      Map<String, Object> values,
      String key,
      @Nullable Object defaultValue,
      @Nullable Map<String, Object> defaultTable) {
    if (nulls == Nulls.DELETE) {
      if (defaultValue == null) {
        return;
      }
      if (defaultTable != null) {
        TableMerge.removeNulls(defaultTable);
      }
    }
    TableMerge.put(values, key, defaultValue);
  }

  private static boolean isSubchart(Chart chart, String key) {
    return chart.dependencies().stream().anyMatch(subchart -> subchart.name().equals(key));
  }

  /** Globals of the parent override those of the subchart; nulls are decided later. */
  private static void passGlobals(Map<String, Object> parentValues, Map<String, Object> values) {
    Map<String, Object> own = globalsOf(values);
    Map<String, Object> parents = globalsOf(parentValues);
    if (own == null || parents == null) {
      return;
    }
    parents.forEach((key, value) -> passGlobal(own, key, value));
    values.put(GLOBAL, own);
  }

  private static void passGlobal(Map<String, Object> own, String key, @Nullable Object value) {
    Map<String, Object> table = ValueTrees.asTable(value);
    Map<String, Object> ownTable = ValueTrees.asTable(own.get(key));
    if (table == null) {
      if (ownTable == null) {
        TableMerge.put(own, key, value);
      }
      return;
    }
    Map<String, Object> passed = new LinkedHashMap<>(table);
    if (!own.containsKey(key)) {
      own.put(key, passed);
    } else if (ownTable != null) {
      own.put(key, TableMerge.merge(passed, ownTable, Nulls.KEEP));
    }
  }

  /** The globals, new where there are none, null where something else has their name. */
  private static @Nullable Map<String, Object> globalsOf(Map<String, Object> values) {
    if (!values.containsKey(GLOBAL)) {
      return new LinkedHashMap<>();
    }
    return ValueTrees.asTable(values.get(GLOBAL));
  }

  private static String describe(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Boolean _ -> "a boolean";
      case Number _ -> "a number";
      case java.util.List<?> _ -> "a list";
      default -> Objects.requireNonNull(value) instanceof String ? "a text" : "something else";
    };
  }
}
