package dev.millrace.git.remote;

import dev.millrace.git.GitException;
import dev.millrace.git.GitLimits;
import dev.millrace.git.RemoteAccess;
import dev.millrace.git.ResolvedReference;
import dev.millrace.git.store.ObjectCache;
import dev.millrace.git.store.ScratchRepository;
import dev.millrace.git.store.SharedRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A connection together with the repository that it fills; both end together. */
final class Operation implements AutoCloseable {
  private final ScratchRepository repository;
  private final Connection connection;
  private final GitLimits limits;
  private final @Nullable SharedRepository shared;
  private boolean repositoryHandedOver;

  private Operation(
      ScratchRepository repository,
      Connection connection,
      GitLimits limits,
      @Nullable SharedRepository shared) {
    this.repository = repository;
    this.connection = connection;
    this.limits = limits;
    this.shared = shared;
  }

  static Operation begin(
      RemoteAccess access, GitLimits limits, Path temporaryFolder, Extent extent, Failures failures)
      throws GitException {
    ScratchRepository repository;
    try {
      repository = ScratchRepository.create(temporaryFolder, limits);
    } catch (IOException e) {
      throw noFolder(e);
    }
    return begin(repository, null, access, limits, extent, failures);
  }

  /** One that finds what others fetched, and leaves to others what it fetches. */
  static Operation beginShared(RemoteAccess access, ObjectCache cache, Failures failures)
      throws GitException {
    SharedRepository shared;
    try {
      shared = cache.open(access);
    } catch (IOException e) {
      throw noFolder(e);
    }
    return begin(shared.repository(), shared, access, cache.limits(), Extent.SNAPSHOT, failures);
  }

  private static Operation begin(
      ScratchRepository repository,
      @Nullable SharedRepository shared,
      RemoteAccess access,
      GitLimits limits,
      Extent extent,
      Failures failures)
      throws GitException {
    try {
      var connection = Connection.open(repository, access, limits, extent, failures);
      return new Operation(repository, connection, limits, shared);
    } catch (GitException | RuntimeException e) {
      repository.close();
      throw e;
    }
  }

  private static GitException noFolder(IOException e) {
    return new GitException(
        GitException.Reason.OTHER, "no temporary folder can be made for a Git fetch", e);
  }

  /** Fetches commits by their ids, or by those of tags, unless they are here. */
  void fetch(Collection<String> ids) throws GitException {
    if (shared == null) {
      connection.fetch(ids);
      return;
    }
    try {
      shared.fetchMissing(ids, connection.deadline(), haves -> connection.fetch(ids, haves));
    } catch (GitException e) {
      throw e;
    } catch (IOException e) {
      throw connection.translate(e);
    }
  }

  Connection connection() {
    return connection;
  }

  ScratchRepository repository() {
    return repository;
  }

  /** What was fetched; the snapshot owns the repository from now on. */
  GitSnapshot snapshot(ResolvedReference resolved) throws GitException {
    try {
      var snapshot = GitSnapshot.open(repository, resolved, limits);
      repositoryHandedOver = true;
      return snapshot;
    } catch (IOException | RuntimeException e) {
      throw connection.translate(e);
    }
  }

  @Override
  public void close() {
    connection.close();
    if (!repositoryHandedOver) {
      repository.close();
    }
  }
}
