package dev.millrace.controller.kustomize.remote;

import dev.millrace.artifact.archive.ArchiveFileTree;
import dev.millrace.artifact.archive.ArchiveTree;
import dev.millrace.git.remote.GitSnapshot;
import dev.millrace.git.remote.Submodules;
import dev.millrace.kustomize.remote.GitBase;
import dev.millrace.safety.FileTree;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The repositories that were fetched for one build, one tree for each commit. Their packs lie in
 * temporary folders until this is closed.
 */
final class OpenRepositories implements AutoCloseable {
  private final Map<RepositoryRef, Checkout> checkouts = new HashMap<>();
  private final Deque<Runnable> closing = new ArrayDeque<>();

  /** The files of a commit. */
  record Checkout(FileTree tree, String commit) {}

  /** The files of a base's repository, fetched unless another base of the build has done so. */
  Checkout of(GitBase base, RemoteRepository repository) throws IOException {
    Checkout known = checkouts.get(RepositoryRef.of(base));
    if (known != null) {
      return known;
    }
    GitSnapshot snapshot = repository.fetch();
    closing.push(snapshot::close);
    ArchiveTree files = base.submodules() ? withSubmodules(repository, snapshot) : snapshot.tree();
    Checkout fetched = new Checkout(new ArchiveFileTree(files), snapshot.commit().id());
    checkouts.put(RepositoryRef.of(base), fetched);
    return fetched;
  }

  private ArchiveTree withSubmodules(RemoteRepository repository, GitSnapshot snapshot)
      throws IOException {
    Submodules submodules = Submodules.fetch(repository.remote(), snapshot, List.of());
    closing.push(submodules::close);
    return submodules.into(snapshot.tree());
  }

  @Override
  public void close() {
    closing.forEach(Runnable::run);
    closing.clear();
  }
}
