package dev.millrace.git.remote;

import dev.millrace.git.GitException;
import dev.millrace.git.GitLimits;
import dev.millrace.git.RemoteAccess;
import dev.millrace.git.ResolvedReference;
import dev.millrace.git.store.ScratchRepository;
import java.io.IOException;
import java.nio.file.Path;

/** A connection together with the repository that it fills; both end together. */
final class Operation implements AutoCloseable {
  private final ScratchRepository repository;
  private final Connection connection;
  private final GitLimits limits;
  private boolean repositoryHandedOver;

  private Operation(ScratchRepository repository, Connection connection, GitLimits limits) {
    this.repository = repository;
    this.connection = connection;
    this.limits = limits;
  }

  static Operation begin(
      RemoteAccess access, GitLimits limits, Path temporaryFolder, Extent extent, Failures failures)
      throws GitException {
    ScratchRepository repository;
    try {
      repository = ScratchRepository.create(temporaryFolder, limits);
    } catch (IOException e) {
      throw new GitException(
          GitException.Reason.OTHER, "no temporary folder can be made for a Git fetch", e);
    }
    try {
      return new Operation(
          repository, Connection.open(repository, access, limits, extent, failures), limits);
    } catch (GitException | RuntimeException e) {
      repository.close();
      throw e;
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
