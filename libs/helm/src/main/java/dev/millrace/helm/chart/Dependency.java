package dev.millrace.helm.chart;

import java.util.List;

/**
 * A dependency as Chart.yaml, requirements.yaml or a lock names it; absent fields are empty.
 *
 * @param version a version or range; empty matches none, as in Helm
 * @param condition paths of values, divided by commas, of which the first boolean one decides
 * @param enabled what conditions and tags came to; false before they were looked at
 * @param importValues each a text or a map with {@code child} and {@code parent}
 */
public record Dependency(
    String name,
    String version,
    String repository,
    String condition,
    List<String> tags,
    boolean enabled,
    List<Object> importValues,
    String alias) {

  /** Defensive copies. */
  public Dependency {
    tags = List.copyOf(tags);
    importValues = List.copyOf(importValues);
  }

  /** The name its values and templates go by: the alias where there is one. */
  public String effectiveName() {
    return alias.isEmpty() ? name : alias;
  }

  /** The same dependency, named by its alias and switched on or off. */
  public Dependency resolved(boolean nowEnabled) {
    return new Dependency(
        effectiveName(), version, repository, condition, tags, nowEnabled, importValues, alias);
  }

  /** The same dependency with its imports in their long form. */
  public Dependency withImportValues(List<Object> imports) {
    return new Dependency(name, version, repository, condition, tags, enabled, imports, alias);
  }
}
