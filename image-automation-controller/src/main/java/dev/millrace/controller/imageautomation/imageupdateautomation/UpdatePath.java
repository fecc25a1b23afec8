package dev.millrace.controller.imageautomation.imageupdateautomation;

import dev.millrace.api.image.ImageUpdateAutomation;
import dev.millrace.artifact.archive.ArchiveEntry;
import dev.millrace.controller.imageautomation.setter.SetterUpdate;
import dev.millrace.git.GitException;
import dev.millrace.git.remote.GitSnapshot;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.safety.TreePaths;
import dev.millrace.safety.UnsafePath;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * The folder or file of a repository that is updated ({@code spec.update.path}), counted from the
 * root of the repository, also with a slash before it.
 */
record UpdatePath(String written, String path) {

  /**
   * The path of an automation.
   *
   * @throws ReconcileFailure when it leads out of the repository
   */
  static UpdatePath of(ImageUpdateAutomation automation) {
    String written = Objects.requireNonNullElse(automation.spec().update().path(), "");
    int start = 0;
    while (written.startsWith("/", start)) {
      start++;
    }
    try {
      return new UpdatePath(written, TreePaths.resolve("", written.substring(start)));
    } catch (UnsafePath e) {
      throw wrong(written, "leads out of the repository", e);
    }
  }

  /** Whether a file may be changed, by its path in the repository. */
  boolean covers(String file) {
    return TreePaths.isWithin(file, path) && SetterUpdate.isCandidate(file);
  }

  /**
   * The files that may be changed.
   *
   * @throws ReconcileFailure when there is neither a folder nor a file at the path
   */
  List<String> filesOf(GitSnapshot snapshot) throws IOException {
    if (snapshot.isFile(path)) {
      return covers(path) ? List.of(path) : List.of();
    }
    try {
      return snapshot.tree(path.isEmpty() ? List.of() : List.of(path)).entries().stream()
          .filter(entry -> !entry.isFolder())
          .map(ArchiveEntry::path)
          .filter(this::covers)
          .toList();
    } catch (GitException e) {
      if (e.reason() == GitException.Reason.REFERENCE_NOT_FOUND) {
        throw wrong(written, "is neither a folder nor a file of the repository", e);
      }
      throw e;
    }
  }

  /** What a file is called in commit messages: its path from here on. */
  String nameOf(String file) {
    if (path.isEmpty() || !TreePaths.isWithin(file, path)) {
      return file;
    }
    return file.equals(path) ? TreePaths.name(file) : file.substring(path.length() + 1);
  }

  private static ReconcileFailure wrong(String written, String why, IOException cause) {
    return new ReconcileFailure(
        AutomationReason.UPDATE_FAILED, "spec.update.path '%s' %s".formatted(written, why), cause);
  }
}
