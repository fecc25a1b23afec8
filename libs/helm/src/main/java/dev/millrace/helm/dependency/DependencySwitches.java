package dev.millrace.helm.dependency;

import dev.millrace.helm.chart.Dependency;
import dev.millrace.helm.values.ValueTrees;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the values that switch a dependency on or off. */
final class DependencySwitches {
  private DependencySwitches() {}

  /** On, unless some of its tags are false and none is true. */
  static boolean byTags(Dependency dependency, Map<String, Object> values) {
    Map<String, Object> tags = ValueTrees.asTable(values.get("tags"));
    if (tags == null) {
      return dependency.enabled();
    }
    List<Object> answers =
        dependency.tags().stream().filter(tags::containsKey).map(tags::get).toList();
    return answers.contains(Boolean.TRUE) || !answers.contains(Boolean.FALSE);
  }

  /** The first of its condition paths that leads to a boolean decides. */
  static Optional<Boolean> byCondition(
      Dependency dependency, Map<String, Object> values, String path) {
    for (String condition : dependency.condition().strip().split(",")) {
      if (!condition.isEmpty()
          && ValueTrees.scalarAt(values, path + condition) instanceof Boolean answer) {
        return Optional.of(answer);
      }
    }
    return Optional.empty();
  }
}
