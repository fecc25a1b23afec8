package dev.millrace.kustomize.build;

import dev.millrace.kustomize.load.Loader;

/** Reads the kustomization that is built; those below it are always read as they are. */
@FunctionalInterface
public interface RootReader {

  /**
   * Reads the kustomization of a folder.
   *
   * @throws dev.millrace.kustomize.problem.KustomizeException if there is none, or it is malformed
   */
  Target read(Loader loader, BuildContext context);
}
