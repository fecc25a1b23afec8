package dev.millrace.controller.source.gitrepository;

import static dev.millrace.controller.source.status.SourceCondition.ARTIFACT_IN_STORAGE;
import static dev.millrace.controller.source.status.SourceCondition.ARTIFACT_OUTDATED;
import static dev.millrace.controller.source.status.SourceReason.INCLUDE_CHANGE;
import static dev.millrace.controller.source.status.SourceReason.NEW_REVISION;
import static dev.millrace.runtime.outcome.GeneralReason.SUCCEEDED;

import dev.millrace.api.meta.Artifact;
import dev.millrace.api.meta.Conditions;
import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.GitRepositoryStatus;
import dev.millrace.controller.source.artifact.ArtifactField;
import dev.millrace.controller.source.artifact.ArtifactKeeper;
import dev.millrace.git.RemoteAccess;
import dev.millrace.git.remote.GitSnapshot;
import dev.millrace.runtime.condition.ConditionType;
import dev.millrace.runtime.condition.Mark;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.reconcile.Lineage;
import dev.millrace.runtime.reconcile.Pipeline;
import dev.millrace.runtime.reconcile.Run;
import java.time.Duration;
import java.util.Optional;

/** Resolve access → find includes → fetch → verify → archive → publish. */
public final class GitRepositoryPipeline implements Pipeline<GitRepository, GitRepositoryStatus> {
  private static final ArtifactField<GitRepositoryStatus> ARTIFACT =
      new ArtifactField<>(
          GitRepositoryStatus::artifact,
          (status, artifact) -> status.toBuilder().artifact(artifact).build());

  private final ArtifactKeeper keeper;
  private final GitSteps steps;

  /** A pipeline of these steps. */
  public GitRepositoryPipeline(ArtifactKeeper keeper, GitSteps steps) {
    this.keeper = keeper;
    this.steps = steps;
  }

  @Override
  public Outcome run(Run<GitRepository, GitRepositoryStatus> run) throws InterruptedException {
    GitRepository object = run.object();
    Optional<Artifact> stored = keeper.examine(run, ARTIFACT);
    RemoteAccess access = run.step("resolve access", () -> steps.access().of(object));
    ContentSettings settings =
        ContentSettings.wanted(
            object.spec(), run.step("find includes", () -> steps.findIncludes().of(object)));
    Optional<String> reusable =
        stored.map(Artifact::revision).filter(_ -> settings.equals(observed(run)));
    try (FetchedCommit fetched =
        run.step(
            "fetch commit",
            () -> steps.fetchCommit().ifNot(reusable, access, object, patience(run)))) {
      if (fetched.isUnchanged()) {
        return upToDate(run, stored.orElseThrow());
      }
      GitSnapshot snapshot = fetched.snapshot();
      run.fact(Notice.REVISION, snapshot.reference().revision());
      run.take("verify signature", () -> steps.verifySignature().of(run, snapshot));
      announce(run, stored, settings, snapshot);
      Artifact artifact =
          run.step(
              "publish archive",
              () -> steps.publishArchive().of(keeper, object, settings, fetched));
      run.belongsTo(() -> Lineage.making(artifact));
      return stored(run, stored, artifact, settings, snapshot);
    }
  }

  @Override
  public Outcome delete(Run<GitRepository, GitRepositoryStatus> run) {
    keeper.removeAll(run.object());
    forget(run.object());
    return new Outcome.Deleted();
  }

  @Override
  public void forget(GitRepository object) {
    steps.fetchCommit().forget(object);
  }

  /**
   * How old an answer of the remote may be: nearly an interval in quiet times; none when somebody
   * asked for this run, or the last one failed.
   */
  private static Duration patience(Run<GitRepository, GitRepositoryStatus> run) {
    GitRepository object = run.object();
    boolean quiet =
        run.requestedAt().isEmpty()
            && Conditions.holds(object.status().conditions(), ConditionType.READY);
    return quiet
        ? object.spec().interval().tryDuration().orElse(Duration.ZERO).multipliedBy(9).dividedBy(10)
        : Duration.ZERO;
  }

  private static ContentSettings observed(Run<GitRepository, GitRepositoryStatus> run) {
    return ContentSettings.observed(run.status());
  }

  private static Outcome upToDate(Run<GitRepository, GitRepositoryStatus> run, Artifact artifact) {
    run.fact(Notice.REVISION, artifact.revision());
    run.mark(Mark.holds(ARTIFACT_IN_STORAGE, SUCCEEDED, readyMessage(artifact)));
    return Outcome.unchanged(readyMessage(artifact));
  }

  private static void announce(
      Run<GitRepository, GitRepositoryStatus> run,
      Optional<Artifact> stored,
      ContentSettings settings,
      GitSnapshot snapshot) {
    String revision = snapshot.reference().revision();
    boolean sameCommit = stored.filter(a -> a.revision().equals(revision)).isPresent();
    boolean sameIncludes = settings.includes().equals(run.status().includedArtifacts());
    String news =
        sameCommit && !sameIncludes
            ? "included artifacts differ from last observed includes"
            : "new upstream revision '" + revision + "'";
    if (stored.isPresent()) {
      run.mark(Mark.holds(ARTIFACT_OUTDATED, sameCommit ? INCLUDE_CHANGE : NEW_REVISION, news));
    }
    run.reportOutdated("building artifact: " + news);
  }

  private static Outcome stored(
      Run<GitRepository, GitRepositoryStatus> run,
      Optional<Artifact> before,
      Artifact artifact,
      ContentSettings settings,
      GitSnapshot snapshot) {
    run.update(status -> settings.recordedIn(status.toBuilder()).artifact(artifact).build());
    run.fact("digest", artifact.digest());
    run.mark(Mark.holds(ARTIFACT_IN_STORAGE, SUCCEEDED, readyMessage(artifact)));
    boolean sameContent = before.filter(b -> b.digest().equals(artifact.digest())).isPresent();
    if (!sameContent) {
      run.tell(
          Notice.info(
              "NewArtifact",
              "stored artifact for commit '" + snapshot.commit().shortMessage() + "'"));
    }
    return Outcome.ready(readyMessage(artifact));
  }

  private static String readyMessage(Artifact artifact) {
    return "stored artifact for revision '" + artifact.revision() + "'";
  }
}
