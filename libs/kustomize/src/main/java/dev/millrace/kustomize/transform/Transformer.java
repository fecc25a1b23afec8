package dev.millrace.kustomize.transform;

import dev.millrace.kustomize.resource.ResourceMap;

/** Changes objects in place, or removes some of them. */
@FunctionalInterface
public interface Transformer {

  /**
   * Changes the objects.
   *
   * @throws dev.millrace.kustomize.problem.KustomizeException if the change is not possible
   */
  void transform(ResourceMap resources);
}
