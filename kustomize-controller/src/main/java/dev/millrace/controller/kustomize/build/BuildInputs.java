package dev.millrace.controller.kustomize.build;

import dev.millrace.safety.FileTree;
import dev.millrace.safety.RecordedFileTree.Input;
import java.io.IOException;
import java.util.Collection;
import java.util.Set;

/**
 * Everything that a build looked at. A tree in which all of it is the same makes the same result.
 */
public record BuildInputs(Set<Input> all) {
  /** A build that looked at nothing. */
  public static final BuildInputs NONE = new BuildInputs(Set.of());

  /** Copies the set. */
  public BuildInputs {
    all = Set.copyOf(all);
  }

  /** What the engine lists. */
  public static BuildInputs of(Collection<Input> inputs) {
    return new BuildInputs(Set.copyOf(inputs));
  }

  /** Whether all of it is the same in another tree. */
  public boolean areIn(FileTree tree) {
    try {
      for (Input input : all) {
        if (!input.isIn(tree)) {
          return false;
        }
      }
      return true;
    } catch (IOException _) {
      return false; // a build will say what is wrong
    }
  }
}
