package dev.millrace.helm.dependency;

import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.chart.Dependency;
import dev.millrace.helm.values.TableMerge;
import dev.millrace.helm.values.TableMerge.Nulls;
import dev.millrace.helm.values.ValueTrees;
import dev.millrace.helm.values.ValuesException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries values of subcharts into their parents' defaults ({@code import-values}). */
final class ImportedValues {
  private static final String EXPORTS = "exports.";
  private static final String ROOT = ".";

  private ImportedValues() {}

  /** The chart with imports applied, the deepest subcharts first. */
  static Chart intoParents(Chart chart) throws ValuesException {
    var subcharts = new ArrayList<Chart>();
    for (Chart subchart : chart.dependencies()) {
      subcharts.add(intoParents(subchart));
    }
    return intoParent(chart.withDependencies(subcharts));
  }

  private static Chart intoParent(Chart chart) throws ValuesException {
    List<Dependency> dependencies = chart.metadata().dependencies();
    if (dependencies.isEmpty()) {
      return chart;
    }
    Map<String, Object> defaults = ValuesCoalescer.merge(chart, Map.of());
    Map<String, Object> imported = new LinkedHashMap<>();
    var expanded = new ArrayList<Dependency>();
    for (Dependency dependency : dependencies) {
      var imports = dependency.importValues().stream().map(Import::of).flatMap(Optional::stream);
      List<Import> known = imports.toList();
      for (Import each : known) {
        each.addTo(imported, defaults, dependency.name());
      }
      expanded.add(dependency.withImportValues(known.stream().map(Import::asTree).toList()));
    }
    Map<String, Object> values = TableMerge.merge(ValueTrees.copy(defaults), imported, Nulls.KEEP);
    return chart.withValues(values).withMetadata(chart.metadata().withDependencies(expanded));
  }

  /** One import: a table of the child and where it goes in the parent. */
  private record Import(String child, String parent) {

    /** Reads both forms; anything else is passed over, as in Helm. */
    static Optional<Import> of(Object declared) {
      return switch (declared) {
        case String name -> Optional.of(new Import(EXPORTS + name, ROOT));
        case Map<?, ?> map ->
            Optional.of(
                new Import(String.valueOf(map.get("child")), String.valueOf(map.get("parent"))));
        default -> Optional.empty();
      };
    }

    Object asTree() {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("child", child);
      tree.put("parent", parent);
      return tree;
    }

    void addTo(Map<String, Object> imported, Map<String, Object> defaults, String subchart) {
      ValueTrees.tableAt(defaults, subchart + "." + child)
          .ifPresent(table -> TableMerge.merge(imported, wrap(table), Nulls.KEEP));
    }

    private Map<String, Object> wrap(Map<String, Object> table) {
      if (parent.equals(ROOT)) {
        return table;
      }
      Map<String, Object> wrapped = table;
      for (String name : List.of(parent.split("\\.", -1)).reversed()) {
        Map<String, Object> outer = new LinkedHashMap<>();
        outer.put(name, wrapped);
        wrapped = outer;
      }
      return wrapped;
    }
  }
}
