package dev.millrace.kustomize.generate;

import dev.millrace.kustomize.resource.Resource;

/** Makes an object. */
@FunctionalInterface
public interface Generator {

  /**
   * Makes the object.
   *
   * @throws dev.millrace.kustomize.problem.KustomizeException if its configuration or a file that
   *     it needs is wrong
   */
  Resource generate();
}
