package dev.millrace.kustomize;

import dev.millrace.kustomize.bounds.Budget;
import dev.millrace.safety.RecordedFileTree;
import dev.millrace.yaml.GoYaml;
import java.util.List;
import java.util.SortedMap;

/** What a build made, and what it looked at on the way. */
public final class KustomizeResult {
  private final List<RenderedResource> resources;
  private final SortedMap<String, RecordedFileTree.Input> inputs;
  private final Budget budget;

  KustomizeResult(
      List<RenderedResource> resources,
      SortedMap<String, RecordedFileTree.Input> inputs,
      Budget budget) {
    this.resources = List.copyOf(resources);
    this.inputs = inputs;
    this.budget = budget;
  }

  /** The objects in their order. */
  public List<RenderedResource> resources() {
    return resources;
  }

  /**
   * Everything that the build looked at, with digests. A build of a tree in which all of this is
   * unchanged makes the same result.
   */
  public SortedMap<String, RecordedFileTree.Input> inputs() {
    return inputs;
  }

  /**
   * The objects as {@code kustomize build} prints them.
   *
   * @throws dev.millrace.kustomize.problem.KustomizeException if the text is longer than the limit
   */
  public String toYaml() {
    StringBuilder text = new StringBuilder();
    for (RenderedResource resource : resources) {
      if (!text.isEmpty()) {
        text.append("---\n");
      }
      text.append(GoYaml.write(resource.object()));
      budget.checkOutput(text.length());
    }
    return text.toString();
  }
}
