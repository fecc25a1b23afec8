package dev.millrace.helm.chart;

import java.util.List;
import java.util.Map;

/**
 * What Chart.yaml says; absent texts are empty, absent lists and maps too.
 *
 * @param kubeVersion a range of Kubernetes versions that the chart demands
 * @param declaresDependencies whether the key is there, even with an empty list: only then are the
 *     subcharts' own dependencies looked at
 * @param type {@code application}, {@code library} or empty, which means application
 */
public record ChartMetadata(
    String name,
    String home,
    List<String> sources,
    String version,
    String description,
    List<String> keywords,
    List<Maintainer> maintainers,
    String icon,
    String apiVersion,
    String condition,
    String tags,
    String appVersion,
    boolean deprecated,
    Map<String, String> annotations,
    String kubeVersion,
    List<Dependency> dependencies,
    boolean declaresDependencies,
    String type) {

  /** Defensive copies. */
  public ChartMetadata {
    sources = List.copyOf(sources);
    keywords = List.copyOf(keywords);
    maintainers = List.copyOf(maintainers);
    dependencies = List.copyOf(dependencies);
  }

  /** Whether the chart only lends its helper templates to others. */
  public boolean isLibrary() {
    return type.equalsIgnoreCase("library");
  }

  /** The same metadata under another name. */
  public ChartMetadata withName(String newName) {
    return with(newName, version, dependencies, declaresDependencies);
  }

  /** The same metadata with another version. */
  public ChartMetadata withVersion(String newVersion) {
    return with(name, newVersion, dependencies, declaresDependencies);
  }

  /** The same metadata with other dependencies; an empty list means that none are declared. */
  public ChartMetadata withDependencies(List<Dependency> newDependencies) {
    return with(name, version, newDependencies, !newDependencies.isEmpty());
  }

  /** The same metadata with the dependencies that another file declares, even none. */
  ChartMetadata declaring(List<Dependency> newDependencies) {
    return with(name, version, newDependencies, true);
  }

  private ChartMetadata with(
      String newName, String newVersion, List<Dependency> newDependencies, boolean newlyDeclares) {
    return new ChartMetadata(
        newName,
        home,
        sources,
        newVersion,
        description,
        keywords,
        maintainers,
        icon,
        apiVersion,
        condition,
        tags,
        appVersion,
        deprecated,
        annotations,
        kubeVersion,
        newDependencies,
        newlyDeclares,
        type);
  }
}
