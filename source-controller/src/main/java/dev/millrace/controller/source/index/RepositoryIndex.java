package dev.millrace.controller.source.index;

import dev.millrace.semver.Constraint;
import dev.millrace.semver.InvalidVersion;
import dev.millrace.yaml.GoJson;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The index of a chart repository: chart names and, newest first, their versions. Entries that are
 * not valid are left out, as Helm does.
 */
public final class RepositoryIndex {
  /** Versions that differ in build metadata only are ordered by their time. */
  private static final Comparator<IndexedChart> NEWEST_FIRST =
      Comparator.comparing(IndexedChart::semanticVersion)
          .thenComparing(IndexedChart::created)
          .reversed();

  private final Map<String, Object> document;
  private final Map<String, List<IndexedChart>> charts;

  private RepositoryIndex(Map<String, Object> document, Map<String, List<IndexedChart>> charts) {
    this.document = document;
    this.charts = charts;
  }

  /**
   * Reads an index in YAML or JSON.
   *
   * @throws InvalidIndex when it is none; the message says why
   */
  public static RepositoryIndex parse(byte[] content) throws InvalidIndex {
    Object tree;
    try {
      tree = YamlReader.sigs().strict().read(content);
    } catch (YamlException e) {
      throw new InvalidIndex(e.getMessage(), e);
    }
    if (!(tree instanceof Map<?, ?> map)) {
      throw new InvalidIndex("empty index.yaml file");
    }
    Map<String, Object> document = stringKeyed(map);
    if (!(document.get("apiVersion") instanceof String version) || version.isEmpty()) {
      throw new InvalidIndex("no API version specified");
    }
    return new RepositoryIndex(document, charts(document.get("entries")));
  }

  /** The versions of a chart, newest first; empty when the repository does not have the chart. */
  public List<IndexedChart> versions(String chart) {
    return charts.getOrDefault(chart, List.of());
  }

  /** Whether the repository has a chart of that name. */
  public boolean has(String chart) {
    return charts.containsKey(chart);
  }

  /**
   * The version of a chart that is meant: the one that is named exactly, else the highest in the
   * range. Prereleases count only when the range names one, as in Helm.
   *
   * @param range a version or range; empty for any
   * @throws NoSuchChart when the repository has no such chart or version
   */
  public IndexedChart choose(String chart, String range) throws NoSuchChart {
    if (!has(chart)) {
      throw new NoSuchChart("no chart name found: '" + chart + "'");
    }
    Optional<IndexedChart> exact =
        versions(chart).stream().filter(c -> c.version().equals(range)).findFirst();
    if (exact.isPresent()) {
      return exact.get();
    }
    Constraint constraint = constraint(range.isEmpty() ? "*" : range);
    return versions(chart).stream()
        .filter(c -> constraint.matches(c.semanticVersion()))
        .findFirst()
        .orElseThrow(
            () ->
                new NoSuchChart(
                    "no '%s' chart with version matching '%s' found".formatted(chart, range)));
  }

  private static Constraint constraint(String range) throws NoSuchChart {
    try {
      return Constraint.parse(range);
    } catch (InvalidVersion e) {
      throw new NoSuchChart(e.getMessage() == null ? "invalid version range" : e.getMessage());
    }
  }

  /** The index as JSON, sorted; this is what the artifact of a HelmRepository holds. */
  public String toJson() {
    Map<String, Object> sorted = new LinkedHashMap<>(document);
    Map<String, Object> entries = new LinkedHashMap<>();
    charts.forEach(
        (name, versions) -> entries.put(name, versions.stream().map(IndexedChart::tree).toList()));
    sorted.put("entries", entries);
    return GoJson.writeIndented(sorted, "  ");
  }

  private static Map<String, List<IndexedChart>> charts(@Nullable Object entries)
      throws InvalidIndex {
    Map<String, List<IndexedChart>> charts = new LinkedHashMap<>();
    if (entries == null) {
      return charts;
    }
    if (!(entries instanceof Map<?, ?> map)) {
      throw new InvalidIndex("entries is not a map of chart names");
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      charts.put(String.valueOf(entry.getKey()), versions(entry.getValue()));
    }
    return charts;
  }

  private static List<IndexedChart> versions(@Nullable Object versions) throws InvalidIndex {
    List<IndexedChart> valid = new ArrayList<>();
    if (versions instanceof List<?> list) {
      for (Object entry : list) {
        if (entry instanceof Map<?, ?> map) {
          IndexedChart.of(stringKeyed(map)).ifPresent(valid::add);
        }
      }
    }
    valid.sort(NEWEST_FIRST);
    return List.copyOf(valid);
  }

  private static Map<String, Object> stringKeyed(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), value));
    return copy;
  }

  static Optional<String> text(Map<String, Object> tree, String key) {
    return tree.get(key) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }
}
