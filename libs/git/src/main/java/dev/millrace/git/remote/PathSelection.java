package dev.millrace.git.remote;

import dev.millrace.safety.TreePaths;
import dev.millrace.safety.UnsafePath;
import java.util.ArrayList;
import java.util.List;

/** The folders of a repository that are wanted ({@code spec.sparseCheckout}). */
final class PathSelection {
  private final List<String> folders;

  private PathSelection(List<String> folders) {
    this.folders = folders;
  }

  /** Everything. */
  static PathSelection all() {
    return new PathSelection(List.of(""));
  }

  /**
   * What lies in the given folders.
   *
   * @throws UnsafePath when a folder leads out of the repository
   */
  static PathSelection of(List<String> userFolders) throws UnsafePath {
    var folders = new ArrayList<String>();
    for (var folder : userFolders) {
      folders.add(TreePaths.resolve("", folder));
    }
    return folders.isEmpty() ? all() : new PathSelection(List.copyOf(folders));
  }

  /** The wanted folders. */
  List<String> folders() {
    return folders;
  }

  /** Whether a path is wanted. */
  boolean holds(String path) {
    return folders.stream().anyMatch(folder -> TreePaths.isWithin(path, folder));
  }

  /** Whether something wanted may lie below a folder. */
  boolean mayHold(String folder) {
    return holds(folder) || folders.stream().anyMatch(wanted -> TreePaths.isWithin(wanted, folder));
  }
}
