package dev.millrace.git.remote;

import dev.millrace.git.GitException;
import dev.millrace.git.GitException.Reason;
import dev.millrace.git.GitLimits;
import dev.millrace.git.GitReference;
import dev.millrace.git.GitUrl;
import dev.millrace.git.RemoteAccess;
import dev.millrace.git.ResolvedReference;
import dev.millrace.git.store.ObjectCache;
import dev.millrace.git.store.ScratchRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * A remote repository. Each call is an operation of its own, with its own connection and deadline;
 * no state is kept between calls. Thread-safe. All errors are {@link GitException}s.
 */
public final class GitRemote {
  private static final String TAGS = "refs/tags/";

  private final RemoteAccess access;
  private final GitLimits limits;
  private final Path temporaryFolder;
  private final @Nullable ObjectCache cache;
  private final Failures failures;

  /**
   * A remote.
   *
   * @param temporaryFolder an existing folder for what fetches bring
   */
  public GitRemote(RemoteAccess access, GitLimits limits, Path temporaryFolder) {
    this(access, limits, temporaryFolder, null);
  }

  /** A remote whose snapshots share their objects with others of the same remote and identity. */
  public GitRemote(RemoteAccess access, ObjectCache cache) {
    this(access, cache.limits(), cache.folder(), cache);
  }

  private GitRemote(
      RemoteAccess access, GitLimits limits, Path temporaryFolder, @Nullable ObjectCache cache) {
    this.access = access;
    this.limits = limits;
    this.temporaryFolder = temporaryFolder;
    this.cache = cache;
    this.failures = new Failures("clone", access);
  }

  /** How the remote is reached. */
  public RemoteAccess access() {
    return access;
  }

  GitLimits limits() {
    return limits;
  }

  /** Another repository, reached with what may be shown to its server. */
  GitRemote to(GitUrl url) {
    return new GitRemote(access.to(url), limits, temporaryFolder, cache);
  }

  /** The references whose names start with a prefix; the empty prefix means all. */
  public List<RemoteReference> list(String prefix) throws GitException {
    try (var operation = begin(Extent.SNAPSHOT)) {
      return operation.connection().list(prefix).stream()
          .filter(reference -> reference.name().startsWith(prefix))
          .toList();
    }
  }

  /** Finds out which commit a reference means, without fetching it. */
  public ResolvedReference resolve(GitReference wanted) throws GitException {
    ReferenceResolver.requireValid(wanted);
    if (wanted instanceof GitReference.Commit) {
      return resolver().resolve(wanted, List.of());
    }
    try (var operation = begin(Extent.SNAPSHOT)) {
      return resolve(wanted, operation);
    }
  }

  /** Fetches the files of a reference's commit. */
  public GitSnapshot fetch(GitReference wanted) throws GitException {
    return fetchIfChanged(wanted, null)
        .orElseThrow(
            () -> new IllegalStateException("a fetch without known revision gave nothing"));
  }

  /**
   * Fetches the files of a reference's commit, unless it is still the one that is known.
   *
   * @param knownRevision as {@link ResolvedReference#revision} writes it, or null
   * @return empty when nothing changed
   */
  public Optional<GitSnapshot> fetchIfChanged(GitReference wanted, @Nullable String knownRevision)
      throws GitException {
    ReferenceResolver.requireValid(wanted);
    if (wanted instanceof GitReference.Commit commit) {
      return fetchCommit(commit, knownRevision);
    }
    try (var operation = beginSnapshot()) {
      var resolved = resolve(wanted, operation);
      if (resolved.revision().equals(knownRevision)) {
        return Optional.empty();
      }
      operation.fetch(idsOf(resolved));
      return Optional.of(operation.snapshot(resolved));
    }
  }

  /**
   * Fetches some files of a reference's commit, with all of its folders. Where the server can't
   * leave out the others, they come along.
   *
   * @param files told the path of a file
   */
  public GitSnapshot fetch(GitReference wanted, Predicate<String> files) throws GitException {
    ReferenceResolver.requireValid(wanted);
    if (wanted instanceof GitReference.Commit || cache != null) {
      return fetch(wanted);
    }
    return withLeast(
        Extent.NEWEST_FOLDERS,
        operation -> {
          var resolved = resolve(wanted, operation);
          operation.fetch(idsOf(resolved));
          fetchFiles(operation.repository(), resolved, files);
          return operation.snapshot(resolved);
        });
  }

  private void fetchFiles(
      ScratchRepository repository, ResolvedReference resolved, Predicate<String> files)
      throws IOException {
    var missing = new MissingFiles(repository, limits).of(resolved.commit(), files);
    if (missing.isEmpty()) {
      return;
    }
    try (var connection = Connection.open(repository, access, limits, Extent.HISTORY, failures)) {
      connection.list(ReferenceResolver.prefix(resolved.wanted()));
      connection.fetch(missing);
    }
  }

  /**
   * Makes a commit on top of a snapshot, which nobody else sees before it is pushed.
   *
   * @param base what was fetched from this remote and is not closed yet
   * @return the id of the new commit
   */
  public String commit(GitSnapshot base, CommitDraft draft) throws GitException {
    try {
      return CommitWriter.write(base.repository(), base.commitId(), base.root(), draft).name();
    } catch (IOException e) {
      throw pushing().explain(e, 0, null);
    }
  }

  /**
   * Pushes a commit that was made on top of a snapshot. Nothing is pushed unless every reference
   * can be moved.
   *
   * @param base which is not closed yet
   * @param commit as {@link #commit} returned it
   * @throws GitException with reason {@link Reason#REMOTE_MOVED} when the remote has other commits
   *     by now, {@link Reason#PUSH_REJECTED} when it does not take the push
   */
  public void push(GitSnapshot base, String commit, PushTarget target) throws GitException {
    for (var destination : target.destinations()) {
      ReferenceResolver.requireValid(new GitReference.FullName(destination.reference()));
    }
    try (var connection =
        Connection.open(base.repository(), access, limits, Extent.SNAPSHOT, pushing())) {
      connection.push(
          base.repository(),
          base.commitId(),
          ObjectId.fromString(commit),
          target,
          old -> isAncestor(old, base));
    } catch (IOException e) {
      throw pushing().explain(e, 0, null);
    }
  }

  /** Makes a commit on top of a snapshot and pushes it; returns its id. */
  public String push(GitSnapshot base, CommitDraft draft, PushTarget target) throws GitException {
    String commit = commit(base, draft);
    push(base, commit, target);
    return commit;
  }

  private Failures pushing() {
    return new Failures("push to", access);
  }

  /** Whether a commit led to the one of a snapshot. */
  private boolean isAncestor(ObjectId commit, GitSnapshot later) throws GitException {
    return withLeast(
        Extent.HISTORY_OF_COMMITS,
        operation -> {
          operation.connection().list("");
          operation.connection().fetch(List.of(later.commitId().name()));
          try (var walk = new RevWalk(operation.repository())) {
            return operation.repository().getObjectDatabase().has(commit)
                && walk.isMergedInto(walk.parseCommit(commit), walk.parseCommit(later.commitId()));
          }
        });
  }

  private ResolvedReference resolve(GitReference wanted, Operation operation) throws GitException {
    var offered = operation.connection().list(ReferenceResolver.prefix(wanted));
    try {
      return resolver().resolve(wanted, offered);
    } catch (GitException e) {
      if (e.reason() == Reason.REFERENCE_NOT_FOUND && offered.isEmpty() && list("").isEmpty()) {
        throw failures.failed(Reason.EMPTY_REPOSITORY, "the remote repository is empty");
      }
      throw e;
    }
  }

  private ReferenceResolver resolver() {
    return new ReferenceResolver(failures, this::commitTimes);
  }

  /** The tag object comes along, so that its signature can be verified. */
  private static List<String> idsOf(ResolvedReference resolved) {
    var tag = resolved.tagObject();
    return List.of(tag == null ? resolved.commit() : tag);
  }

  private Optional<GitSnapshot> fetchCommit(
      GitReference.Commit wanted, @Nullable String knownRevision) throws GitException {
    var resolved = resolver().resolve(wanted, List.of());
    if (resolved.revision().equals(knownRevision)) {
      return Optional.empty();
    }
    return Optional.of(new PinnedCommit(this, failures).fetch(resolved));
  }

  /** When the commits of tags were made. */
  private Map<String, Instant> commitTimes(List<String> tags) throws GitException {
    return withLeast(
        Extent.NEWEST_COMMIT,
        operation -> {
          var commits = new HashMap<String, String>();
          for (var reference : operation.connection().list(TAGS)) {
            var tag = reference.name().substring(TAGS.length());
            if (tags.contains(tag)) {
              commits.put(tag, reference.commit());
            }
          }
          operation.connection().fetch(new LinkedHashSet<>(commits.values()));
          var times = new HashMap<String, Instant>();
          for (var commit : commits.entrySet()) {
            var info = CommitInfo.read(operation.repository(), commit.getValue());
            times.put(commit.getKey(), info.committed());
          }
          return times;
        });
  }

  /** What is done with a connection. */
  @FunctionalInterface
  interface Body<T> {
    T run(Operation operation) throws IOException;
  }

  /** Fetches commits only where the server can leave out files, and all else where it can't. */
  <T> T withLeast(Extent extent, Body<T> body) throws GitException {
    try (var operation = begin(extent)) {
      return body.run(operation);
    } catch (GitException e) {
      if (extent.isPartial() && e.reason() == Reason.UNSUPPORTED) {
        return withLeast(extent.withFiles(), body);
      }
      throw e;
    } catch (IOException e) {
      throw failures.explain(e, 0, null);
    }
  }

  /** For snapshots of commits: where there is a cache, with the objects that others fetched. */
  Operation beginSnapshot() throws GitException {
    return cache == null ? begin(Extent.SNAPSHOT) : Operation.beginShared(access, cache, failures);
  }

  Operation begin(Extent extent) throws GitException {
    return Operation.begin(access, limits, temporaryFolder, extent, failures);
  }
}
