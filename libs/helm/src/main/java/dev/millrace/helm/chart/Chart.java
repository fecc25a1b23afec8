package dev.millrace.helm.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A chart with everything it holds. Immutable: what Helm changes in place (enabled dependencies,
 * imported values) gives a new chart here.
 *
 * @param metadata Chart.yaml
 * @param lock Chart.lock or requirements.lock
 * @param values the defaults of values.yaml as a plain tree; not to be changed by anybody
 * @param schema values.schema.json as it was read
 * @param templates the files below templates/
 * @param files all other files that are not subcharts; crds/ is among them
 * @param dependencies the subcharts, in the order in which they are processed
 */
public record Chart(
    ChartMetadata metadata,
    Optional<ChartLock> lock,
    Map<String, Object> values,
    Optional<ChartFile> schema,
    List<ChartFile> templates,
    List<ChartFile> files,
    List<Chart> dependencies) {

  private static final String CRDS = "crds/";

  /** Defensive copies. */
  public Chart {
    templates = List.copyOf(templates);
    files = List.copyOf(files);
    dependencies = List.copyOf(dependencies);
  }

  /** The chart's name, or its alias once dependencies were processed. */
  public String name() {
    return metadata.name();
  }

  /** The same chart with other metadata. */
  public Chart withMetadata(ChartMetadata newMetadata) {
    return new Chart(newMetadata, lock, values, schema, templates, files, dependencies);
  }

  /** The same chart with other defaults. */
  public Chart withValues(Map<String, Object> newValues) {
    return new Chart(metadata, lock, newValues, schema, templates, files, dependencies);
  }

  /** The same chart with other subcharts. */
  public Chart withDependencies(List<Chart> newDependencies) {
    return new Chart(metadata, lock, values, schema, templates, files, newDependencies);
  }

  /** The bytes of all files, those of subcharts included. */
  public long size() {
    long own = schema.map(ChartFile::size).orElse(0);
    for (List<ChartFile> each : List.of(templates, files)) {
      own += each.stream().mapToLong(ChartFile::size).sum();
    }
    return own + dependencies.stream().mapToLong(Chart::size).sum();
  }

  /**
   * A custom resource definition file of a chart or subchart, with its path from the root chart.
   */
  public record CrdFile(String path, ChartFile file) {}

  /** The files of crds/ here and in the subcharts, this chart's first. */
  public List<CrdFile> crds() {
    var found = new ArrayList<CrdFile>();
    collectCrds(name(), found);
    return List.copyOf(found);
  }

  private void collectCrds(String path, List<CrdFile> found) {
    for (ChartFile file : files) {
      if (file.name().startsWith(CRDS) && isManifest(file.name())) {
        found.add(new CrdFile(path + "/" + file.name(), file));
      }
    }
    for (Chart dependency : dependencies) {
      dependency.collectCrds(path + "/charts/" + dependency.name(), found);
    }
  }

  private static boolean isManifest(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".yaml") || lower.endsWith(".yml") || lower.endsWith(".json");
  }
}
