package dev.millrace.helm.chart;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What Chart.yaml must fulfil before a chart is used. */
final class MetadataRules {
  private static final Pattern ALIAS = Pattern.compile("[a-zA-Z0-9_-]+");

  private MetadataRules() {}

  static void check(ChartMetadata metadata) throws ChartException {
    require(!metadata.name().isEmpty(), "validation: chart.metadata.name is required");
    require(
        isPlainName(metadata.name()),
        "validation: chart.metadata.name \"" + metadata.name() + "\" is invalid");
    require(!metadata.version().isEmpty(), "validation: chart.metadata.version is required");
    require(
        VersionRange.isVersion(metadata.version()),
        "validation: chart.metadata.version \"" + metadata.version() + "\" is invalid");
    require(
        Set.of("", "application", "library").contains(metadata.type()),
        "validation: chart.metadata.type must be application or library");
    checkDependencies(metadata);
  }

  /** A name is used as a folder: separators and dot segments would lead elsewhere (row 60). */
  private static boolean isPlainName(String name) {
    return !name.contains("/") && !name.contains("\\") && !name.equals(".") && !name.equals("..");
  }

  private static void checkDependencies(ChartMetadata metadata) throws ChartException {
    var names = new HashSet<String>();
    for (Dependency dependency : metadata.dependencies()) {
      require(
          dependency.alias().isEmpty() || ALIAS.matcher(dependency.alias()).matches(),
          "validation: dependency \""
              + dependency.name()
              + "\" has disallowed characters in the alias");
      require(
          names.add(dependency.effectiveName()),
          "validation: more than one dependency with name or alias \""
              + dependency.effectiveName()
              + "\"");
    }
  }

  private static void require(boolean holds, String message) throws ChartException {
    if (!holds) {
      throw new ChartException(message);
    }
  }
}
