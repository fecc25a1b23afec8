package dev.millrace.controller.source.gitrepository;

import static dev.millrace.controller.source.status.SourceReason.AUTHENTICATION_FAILED;
import static dev.millrace.controller.source.status.SourceReason.EMPTY_GIT_REPOSITORY;
import static dev.millrace.controller.source.status.SourceReason.GIT_OPERATION_FAILED;
import static dev.millrace.controller.source.status.SourceReason.URL_INVALID;

import dev.millrace.api.source.GitRepositorySpec;
import dev.millrace.git.GitException;
import dev.millrace.git.GitLimits;
import dev.millrace.git.GitReference;
import dev.millrace.git.RemoteAccess;
import dev.millrace.git.remote.GitRemote;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.nio.file.Path;
import java.util.Optional;

/** Asks the remote which commit the reference means, and fetches it when it is another one. */
public final class FetchCommit {
  private final GitLimits limits;
  private final Path temporaryFolder;

  /**
   * @param temporaryFolder an existing folder for what fetches bring
   */
  public FetchCommit(GitLimits limits, Path temporaryFolder) {
    this.limits = limits;
    this.temporaryFolder = temporaryFolder;
  }

  /**
   * Fetches the commit unless it is the known one.
   *
   * @param known the revision of the stored artifact; empty to fetch in any case
   */
  FetchedCommit ifNot(Optional<String> known, RemoteAccess access, GitRepositorySpec spec) {
    GitRemote remote = new GitRemote(access, limits, temporaryFolder);
    try {
      return new FetchedCommit(remote, remote.fetchIfChanged(reference(spec), known.orElse(null)));
    } catch (GitException e) {
      throw failure(e);
    }
  }

  private static GitReference reference(GitRepositorySpec spec) {
    dev.millrace.api.source.GitReference ref = spec.ref();
    return ref == null
        ? GitReference.byDefault()
        : GitReference.of(ref.branch(), ref.tag(), ref.semver(), ref.name(), ref.commit());
  }

  private static ReconcileFailure failure(GitException e) {
    return switch (e.reason()) {
      case INVALID_URL ->
          new ReconcileFailure(URL_INVALID, "invalid Git repository URL: " + e.getMessage(), e);
      case INVALID_CREDENTIALS ->
          new ReconcileFailure(
              AUTHENTICATION_FAILED,
              "failed to configure authentication options: " + e.getMessage(),
              e);
      case EMPTY_REPOSITORY ->
          new ReconcileFailure(EMPTY_GIT_REPOSITORY, "git repository is empty", e);
      default ->
          new ReconcileFailure(
              GIT_OPERATION_FAILED,
              "failed to checkout and determine revision: " + e.getMessage(),
              e);
    };
  }
}
