package dev.millrace.git.remote;

import dev.millrace.git.GitLimits;
import dev.millrace.safety.LimitExceeded;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Finds the files of a commit whose content has not been fetched. */
final class MissingFiles {
  private final Repository repository;
  private final GitLimits limits;

  MissingFiles(Repository repository, GitLimits limits) {
    this.repository = repository;
    this.limits = limits;
  }

  /**
   * The ids of contents to fetch; links and submodules are left out.
   *
   * @param files told the path of a file
   */
  Set<String> of(String commit, Predicate<String> files) throws IOException {
    Set<String> missing = new LinkedHashSet<>();
    try (var walk = treeOf(commit)) {
      int entries = 0;
      while (walk.next()) {
        if (++entries > limits.treeEntries()) {
          throw new LimitExceeded("the commit's tree", limits.treeEntries(), "entries");
        }
        if (walk.isSubtree()) {
          enter(walk);
        } else if (isFile(walk.getFileMode(0)) && files.test(walk.getPathString())) {
          addIfMissing(walk.getObjectId(0), missing);
        }
      }
    }
    return missing;
  }

  private TreeWalk treeOf(String commit) throws IOException {
    try (var commits = new RevWalk(repository)) {
      var walk = new TreeWalk(repository);
      walk.addTree(commits.parseCommit(ObjectId.fromString(commit)).getTree());
      return walk;
    }
  }

  private void enter(TreeWalk walk) throws IOException {
    if (walk.getDepth() >= limits.treeDepth()) {
      throw new LimitExceeded(
          "the path '" + walk.getPathString() + "'", limits.treeDepth(), "folders");
    }
    walk.enterSubtree();
  }

  private static boolean isFile(FileMode mode) {
    return FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode);
  }

  private void addIfMissing(ObjectId id, Set<String> missing) throws IOException {
    if (!repository.getObjectDatabase().has(id)) {
      missing.add(id.name());
    }
  }
}
