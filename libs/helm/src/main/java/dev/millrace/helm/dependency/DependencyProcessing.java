package dev.millrace.helm.dependency;

import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.chart.ChartMetadata;
import dev.millrace.helm.chart.Dependency;
import dev.millrace.helm.chart.VersionRange;
import dev.millrace.helm.values.ValuesException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which subcharts of a chart take part, under which names, and which of their values the
 * parents import: aliases, tags, conditions, {@code import-values}.
 */
public final class DependencyProcessing {
  private DependencyProcessing() {}

  /**
   * The chart with its enabled subcharts only, in the order of Chart.yaml, undeclared ones first,
   * and with imported values among the defaults.
   *
   * @throws ValuesException if the value under a subchart's name is no table
   */
  public static Chart process(Chart chart, Map<String, Object> userValues) throws ValuesException {
    return ImportedValues.intoParents(enable(chart, userValues, ""));
  }

  private static Chart enable(Chart chart, Map<String, Object> values, String path)
      throws ValuesException {
    ChartMetadata metadata = chart.metadata();
    if (metadata.dependencies().isEmpty()) {
      return metadata.declaresDependencies() ? enableNested(chart, chart, values, path) : chart;
    }
    List<Dependency> declared =
        metadata.dependencies().stream().map(dependency -> dependency.resolved(true)).toList();
    Chart named =
        chart
            .withDependencies(selectSubcharts(chart))
            .withMetadata(metadata.withDependencies(declared));
    Map<String, Object> joined = ValuesCoalescer.coalesce(named, values);
    List<Dependency> decided =
        declared.stream().map(dependency -> decide(dependency, joined, path)).toList();
    return enableNested(chart, withoutDisabled(named, decided), joined, path);
  }

  private static Chart enableNested(
      Chart original, Chart chart, Map<String, Object> values, String path) throws ValuesException {
    Map<String, Object> joined =
        original == chart ? ValuesCoalescer.coalesce(chart, values) : values;
    var subcharts = new ArrayList<Chart>();
    for (Chart subchart : chart.dependencies()) {
      subcharts.add(enable(subchart, joined, path + subchart.name() + "."));
    }
    return chart.withDependencies(subcharts);
  }

  /** Undeclared subcharts as they are, then one subchart for each declaration, aliases applied. */
  private static List<Chart> selectSubcharts(Chart chart) {
    List<Dependency> declared = chart.metadata().dependencies();
    var selected = new ArrayList<Chart>();
    for (Chart subchart : chart.dependencies()) {
      if (declared.stream().noneMatch(dependency -> fits(dependency, subchart))) {
        selected.add(subchart);
      }
    }
    for (Dependency dependency : declared) {
      find(chart.dependencies(), dependency).ifPresent(selected::add);
    }
    return selected;
  }

  private static Optional<Chart> find(List<Chart> subcharts, Dependency dependency) {
    return subcharts.stream()
        .filter(subchart -> fits(dependency, subchart))
        .findFirst()
        .map(
            subchart ->
                subchart.withMetadata(subchart.metadata().withName(dependency.effectiveName())));
  }

  private static boolean fits(Dependency dependency, Chart subchart) {
    return subchart.name().equals(dependency.name())
        && VersionRange.contains(dependency.version(), subchart.metadata().version());
  }

  private static Dependency decide(Dependency dependency, Map<String, Object> values, String path) {
    boolean byTags = DependencySwitches.byTags(dependency, values);
    return dependency.resolved(
        DependencySwitches.byCondition(dependency, values, path).orElse(byTags));
  }

  private static Chart withoutDisabled(Chart chart, List<Dependency> decided) {
    var disabled = decided.stream().filter(d -> !d.enabled()).map(Dependency::name).toList();
    List<Chart> subcharts =
        chart.dependencies().stream().filter(s -> !disabled.contains(s.name())).toList();
    List<Dependency> kept = decided.stream().filter(d -> !disabled.contains(d.name())).toList();
    return chart.withDependencies(subcharts).withMetadata(chart.metadata().withDependencies(kept));
  }
}
