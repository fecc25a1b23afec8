package dev.millrace.git.remote;

import dev.millrace.git.GitException;
import dev.millrace.git.GitException.Reason;
import dev.millrace.git.ResolvedReference;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Fetches one given commit.
 *
 * <p>Hosting services also hand out commits of forks and of unmerged requests when they are asked
 * by id. So the commit must be in the history of the wanted branch, or of any branch when none is
 * named, as it is with a whole clone.
 */
final class PinnedCommit {
  private final GitRemote remote;
  private final Failures failures;

  PinnedCommit(GitRemote remote, Failures failures) {
    this.remote = remote;
    this.failures = failures;
  }

  GitSnapshot fetch(ResolvedReference wanted) throws GitException {
    var atHead = fetchHead(wanted);
    if (atHead.isPresent()) {
      return atHead.get();
    }
    var withHistory = fetchIfHistoryHasFiles(wanted);
    return withHistory.isPresent() ? withHistory.get() : fetchById(wanted);
  }

  /** The usual case: the commit is the newest of a branch. */
  private Optional<GitSnapshot> fetchHead(ResolvedReference wanted) throws GitException {
    try (var operation = remote.beginSnapshot()) {
      if (!heads(operation, wanted).contains(wanted.commit())) {
        return Optional.empty();
      }
      operation.fetch(List.of(wanted.commit()));
      return Optional.of(operation.snapshot(wanted));
    }
  }

  /**
   * Fetches the history to see whether the commit is in it. A server that can't leave out files has
   * sent them then, so they can be used.
   */
  private Optional<GitSnapshot> fetchIfHistoryHasFiles(ResolvedReference wanted)
      throws GitException {
    return remote.withLeast(
        Extent.HISTORY_OF_COMMITS,
        operation -> {
          var heads = heads(operation, wanted);
          operation.connection().fetch(heads);
          requireReachable(operation.repository(), wanted, heads);
          return hasFiles(operation.repository(), wanted.commit())
              ? Optional.of(operation.snapshot(wanted))
              : Optional.empty();
        });
  }

  private GitSnapshot fetchById(ResolvedReference wanted) throws GitException {
    try (var operation = remote.beginSnapshot()) {
      heads(operation, wanted);
      operation.fetch(List.of(wanted.commit()));
      return operation.snapshot(wanted);
    } catch (GitException e) {
      if (e.reason() != Reason.OTHER) {
        throw e;
      }
      return fetchEverything(wanted);
    }
  }

  /** For servers that hand out the heads of branches only. */
  private GitSnapshot fetchEverything(ResolvedReference wanted) throws GitException {
    try (var operation = remote.begin(Extent.HISTORY)) {
      operation.connection().fetch(heads(operation, wanted));
      return operation.snapshot(wanted);
    }
  }

  private Collection<String> heads(Operation operation, ResolvedReference wanted)
      throws GitException {
    var prefix = ReferenceResolver.prefix(wanted.wanted());
    boolean oneBranch = !prefix.endsWith("/");
    var heads =
        operation.connection().list(prefix).stream()
            .filter(
                reference ->
                    oneBranch
                        ? reference.name().equals(prefix)
                        : reference.name().startsWith(prefix))
            .map(RemoteReference::commit)
            .collect(Collectors.toSet());
    if (heads.isEmpty()) {
      throw failures.failed(
          Reason.REFERENCE_NOT_FOUND, "couldn't find remote ref '%s'".formatted(prefix));
    }
    return heads;
  }

  private void requireReachable(
      Repository repository, ResolvedReference wanted, Collection<String> heads)
      throws IOException {
    try (var walk = new RevWalk(repository)) {
      walk.setRetainBody(false);
      var commit = walk.parseCommit(ObjectId.fromString(wanted.commit()));
      for (var head : heads) {
        if (walk.isMergedInto(commit, walk.parseCommit(ObjectId.fromString(head)))) {
          return;
        }
      }
      throw unknown(wanted);
    } catch (MissingObjectException e) {
      throw unknown(wanted);
    }
  }

  private GitException unknown(ResolvedReference wanted) {
    return failures.failed(
        Reason.REFERENCE_NOT_FOUND,
        "unable to resolve commit object for '%s': object not found".formatted(wanted.commit()));
  }

  private static boolean hasFiles(Repository repository, String commit) throws IOException {
    try (var walk = new RevWalk(repository)) {
      var tree = walk.parseCommit(ObjectId.fromString(commit)).getTree();
      return repository.getObjectDatabase().has(tree.getId());
    }
  }
}
