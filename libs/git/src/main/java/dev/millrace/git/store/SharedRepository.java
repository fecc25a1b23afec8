package dev.millrace.git.store;

import dev.millrace.git.GitException;
import dev.millrace.git.GitException.Reason;
import dev.millrace.safety.net.Deadline;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * The objects that fetches from one remote brought. One fetches at a time; the others wait and find
 * what they want, and the next fetch brings what is new only.
 */
public final class SharedRepository {
  /** With more, looking for objects gets slow; then it is begun anew. */
  private static final int MAX_PACKS = 20;

  private final ScratchRepository repository;
  private final ObjectCache cache;
  private final ReentrantLock fetching = new ReentrantLock();
  private final Set<String> complete = new HashSet<>();
  private final Set<ObjectId> commits = new LinkedHashSet<>();

  SharedRepository(ScratchRepository repository, ObjectCache cache) {
    this.repository = repository;
    this.cache = cache;
  }

  /** Gets objects from the remote. */
  @FunctionalInterface
  public interface Fetcher {
    /**
     * Fetches.
     *
     * @param haves commits that are here with all their files
     */
    void fetch(Set<ObjectId> haves) throws IOException;
  }

  /** The objects; every {@link ObjectCache#open} needs one close of it. */
  public ScratchRepository repository() {
    return repository;
  }

  /**
   * Sees to it that commits are here with all their files.
   *
   * @param ids of commits or of tags that lead to them
   */
  public void fetchMissing(Collection<String> ids, Deadline deadline, Fetcher fetcher)
      throws IOException {
    lock(deadline);
    try {
      var missing = ids.stream().filter(id -> !complete.contains(id)).collect(Collectors.toSet());
      if (!missing.isEmpty()) {
        fetch(missing, fetcher);
      }
    } finally {
      fetching.unlock();
    }
    cache.makeRoom();
  }

  private void fetch(Set<String> ids, Fetcher fetcher) throws IOException {
    boolean whole = false;
    try {
      repository.beginFetch();
      fetcher.fetch(Set.copyOf(commits));
      var fetched = commitsOf(ids);
      if (!commits.isEmpty()) {
        requireAllFiles(fetched);
      }
      complete.addAll(ids);
      commits.addAll(fetched);
      whole = true;
    } finally {
      if (!whole) {
        cache.retire(this);
      }
    }
  }

  private Set<ObjectId> commitsOf(Set<String> ids) throws IOException {
    try (var walk = new RevWalk(repository)) {
      var found = new LinkedHashSet<ObjectId>();
      for (var id : ids) {
        found.add(walk.parseCommit(ObjectId.fromString(id)).copy());
      }
      return found;
    }
  }

  /** A server that takes us to have more than we have would leave out files. */
  private void requireAllFiles(Set<ObjectId> fetched) throws IOException {
    try (var walk = new ObjectWalk(repository)) {
      for (var commit : fetched) {
        walk.markStart(walk.parseCommit(commit));
      }
      walk.checkConnectivity();
    } catch (MissingObjectException e) {
      throw new GitException(
          Reason.MALFORMED, "the remote left out objects; the next attempt fetches all of them", e);
    }
  }

  private void lock(Deadline deadline) throws IOException {
    try {
      if (!fetching.tryLock(deadline.left().toMillis(), TimeUnit.MILLISECONDS)) {
        throw deadline.passed();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the fetch was interrupted", e);
    }
  }

  /** Whether it is better begun anew. */
  boolean isWorn() {
    return repository.packs() > MAX_PACKS;
  }
}
