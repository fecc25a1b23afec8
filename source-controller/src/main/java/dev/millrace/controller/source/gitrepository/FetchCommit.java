package dev.millrace.controller.source.gitrepository;

import static dev.millrace.controller.source.status.SourceReason.AUTHENTICATION_FAILED;
import static dev.millrace.controller.source.status.SourceReason.EMPTY_GIT_REPOSITORY;
import static dev.millrace.controller.source.status.SourceReason.GIT_OPERATION_FAILED;
import static dev.millrace.controller.source.status.SourceReason.URL_INVALID;

import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.GitRepositorySpec;
import dev.millrace.git.GitException;
import dev.millrace.git.GitReference;
import dev.millrace.git.RemoteAccess;
import dev.millrace.git.remote.GitRemote;
import dev.millrace.git.remote.GitSnapshot;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.ObjectKey;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Asks the remote which commit the reference means, and fetches it when it is another one. */
public final class FetchCommit {
  private final Remotes remotes;
  private final RecentAnswers answers;

  /** Fetches from remotes, and asks those that were not asked lately. */
  public FetchCommit(Remotes remotes, RecentAnswers answers) {
    this.remotes = remotes;
    this.answers = answers;
  }

  /** Opens remotes. */
  @FunctionalInterface
  public interface Remotes {
    /** A remote; nothing is sent yet. */
    GitRemote open(RemoteAccess access);
  }

  /**
   * Fetches the commit unless it is the known one.
   *
   * @param known the revision of the stored artifact; empty to fetch in any case
   * @param maxAge how old an answer that others got may be; zero to ask the remote now
   */
  FetchedCommit ifNot(
      Optional<String> known, RemoteAccess access, GitRepository object, Duration maxAge) {
    GitRemote remote = remotes.open(access);
    ObjectKey asker = ObjectKey.of(object);
    RecentAnswers.Question question = new RecentAnswers.Question(access, reference(object.spec()));
    BooleanSupplier confirmed =
        () -> known.filter(it -> answers.confirm(asker, question, it, maxAge)).isPresent();
    if (confirmed.getAsBoolean()) {
      return new FetchedCommit(remote, Optional.empty());
    }
    boolean othersMayKnow = known.isPresent() && maxAge.isPositive();
    if (!othersMayKnow) {
      return ask(remote, known, asker, question);
    }
    try (RecentAnswers.Turn _ = answers.turn(question)) {
      return confirmed.getAsBoolean()
          ? new FetchedCommit(remote, Optional.empty())
          : ask(remote, known, asker, question);
    }
  }

  private FetchedCommit ask(
      GitRemote remote, Optional<String> known, ObjectKey asker, RecentAnswers.Question question) {
    try {
      Optional<GitSnapshot> fetched =
          remote.fetchIfChanged(question.reference(), known.orElse(null));
      fetched
          .map(snapshot -> snapshot.reference().revision())
          .or(() -> known)
          .ifPresent(revision -> answers.learn(asker, question, revision));
      return new FetchedCommit(remote, fetched);
    } catch (GitException e) {
      throw failure(e);
    }
  }

  /** Nothing more will be fetched for an object. */
  void forget(GitRepository object) {
    answers.forget(ObjectKey.of(object));
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
