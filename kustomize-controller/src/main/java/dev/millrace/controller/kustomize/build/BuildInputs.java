package dev.millrace.controller.kustomize.build;

import dev.millrace.safety.FileTree;
import dev.millrace.safety.RecordedFileTree.Input;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Everything that a build looked at. A tree in which all of it is the same makes the same result,
 * as long as the remote bases are the same.
 *
 * @param remotes what was used of other hosts, with its revisions
 */
public record BuildInputs(Set<Input> all, Map<String, String> remotes) {
  /** A build that looked at nothing. */
  public static final BuildInputs NONE = new BuildInputs(Set.of(), Map.of());

  /** Copies both. */
  public BuildInputs {
    all = Set.copyOf(all);
    remotes = Map.copyOf(remotes);
  }

  /** What the engine lists. */
  public static BuildInputs of(Collection<Input> inputs, Map<String, String> remotes) {
    return new BuildInputs(Set.copyOf(inputs), remotes);
  }

  /** Whether all files of the artifact among it are the same in another tree. */
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
