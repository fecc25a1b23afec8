package dev.millrace.git.remote;

import dev.millrace.artifact.archive.ArchiveTree;
import dev.millrace.git.GitException;
import dev.millrace.git.GitReference;
import dev.millrace.safety.LimitExceeded;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The submodules of a commit and theirs in turn, fetched ({@code spec.recurseSubmodules}). Their
 * files can be read until this is closed.
 */
public final class Submodules implements AutoCloseable {
  /** As deep as Flux goes. */
  private static final int MAX_DEPTH = 10;

  private final PathSelection selection;
  private final List<GitSnapshot> fetched = new ArrayList<>();
  private final Map<String, ArchiveTree> trees = new TreeMap<>();

  private Submodules(PathSelection selection) {
    this.selection = selection;
  }

  /**
   * Fetches the submodules that hold something wanted.
   *
   * @param remote where the commit came from; its credentials count for the same server only
   * @param folders wanted ones; an empty list means all
   * @throws GitException when one of them can't be fetched; the message names it
   * @throws LimitExceeded when there are too many, or they lie too deep in each other
   */
  public static Submodules fetch(GitRemote remote, GitSnapshot commit, List<String> folders)
      throws IOException {
    var submodules = new Submodules(PathSelection.of(folders));
    try {
      submodules.collect(remote, commit, "", 1);
      return submodules;
    } catch (IOException | RuntimeException e) {
      submodules.close();
      throw e;
    }
  }

  private void collect(GitRemote remote, GitSnapshot parent, String folder, int depth)
      throws IOException {
    for (var entry : parent.submodules().entrySet()) {
      var path = folder.isEmpty() ? entry.getKey() : folder + "/" + entry.getKey();
      if (selection.mayHold(path)) {
        if (depth > MAX_DEPTH) {
          throw new LimitExceeded("the submodule '" + path + "'", MAX_DEPTH, "levels");
        }
        add(remote, path, entry.getValue(), depth);
      }
    }
  }

  private void add(GitRemote parent, String path, SubmoduleLink link, int depth)
      throws IOException {
    if (fetched.size() == parent.limits().submodules()) {
      throw new LimitExceeded("the commit", parent.limits().submodules(), "submodules");
    }
    try {
      var remote = parent.to(parent.access().url().resolve(link.url()));
      var snapshot = remote.fetch(new GitReference.Commit(link.commit(), null));
      fetched.add(snapshot);
      trees.put(path, snapshot.tree());
      collect(remote, snapshot, path, depth + 1);
    } catch (GitException e) {
      throw new GitException(e.reason(), "submodule '%s': %s".formatted(path, e.getMessage()), e);
    }
  }

  /** The files of the commit with those of the submodules in their places. */
  public ArchiveTree into(ArchiveTree commit) {
    var whole = ArchiveTree.builder().addAll(commit, "");
    trees.forEach((path, tree) -> whole.addAll(tree, path));
    return whole.build().matching(entry -> selection.mayHold(entry.path()));
  }

  @Override
  public void close() {
    fetched.forEach(GitSnapshot::close);
  }
}
