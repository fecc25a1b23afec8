package dev.millrace.controller.imageautomation.imageupdateautomation;

import dev.millrace.api.image.ImageRef;
import dev.millrace.api.image.ImageUpdateAutomation;
import dev.millrace.api.image.ImageUpdateAutomationStatus;
import dev.millrace.api.meta.Timestamp;
import dev.millrace.controller.imageautomation.setter.LatestImage;
import dev.millrace.git.GitException;
import dev.millrace.git.remote.GitSnapshot;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Pipeline;
import dev.millrace.runtime.reconcile.Run;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Find source → collect policies → stop if nothing is new → fetch → update files → push. */
final class AutomationPipeline
    implements Pipeline<ImageUpdateAutomation, ImageUpdateAutomationStatus> {
  private static final String UP_TO_DATE = "repository up-to-date";
  private static final int SHORT_ID = 7;

  private final FindSource findSource;
  private final CollectPolicies collectPolicies;
  private final UpdateFiles updateFiles;
  private final CommitMessage commitMessage;
  private final Clock clock;

  AutomationPipeline(
      FindSource findSource,
      CollectPolicies collectPolicies,
      UpdateFiles updateFiles,
      CommitMessage commitMessage,
      Clock clock) {
    this.findSource = findSource;
    this.collectPolicies = collectPolicies;
    this.updateFiles = updateFiles;
    this.commitMessage = commitMessage;
    this.clock = clock;
  }

  @Override
  public Outcome run(Run<ImageUpdateAutomation, ImageUpdateAutomationStatus> run) {
    ImageUpdateAutomation automation = run.object();
    WritableSource source = findSource.of(automation);
    Map<String, LatestImage> policies = collectPolicies.of(automation);
    run.update(
        status -> status.toBuilder().lastAutomationRunTime(Timestamp.of(clock.instant())).build());
    try (GitSnapshot snapshot = source.fetch()) {
      Map<String, ImageRef> images = CollectPolicies.references(policies);
      String revision = snapshot.reference().revision();
      if (isKnown(run.status(), images, revision)) {
        return Outcome.unchanged(UP_TO_DATE);
      }
      UpdatedFiles updated = updateFiles.in(snapshot, automation, List.copyOf(policies.values()));
      return updated.isEmpty()
          ? remember(run, images, revision)
          : push(run, source, snapshot, updated, images);
    } catch (GitException e) {
      throw failed(e);
    } catch (IOException e) {
      throw new ReconcileFailure(
          AutomationReason.UPDATE_FAILED, "the files can't be read: " + e.getMessage(), e);
    }
  }

  /** Whether these images were looked for in this commit before, and all went well. */
  private static boolean isKnown(
      ImageUpdateAutomationStatus status, Map<String, ImageRef> images, String revision) {
    return revision.equals(status.observedSourceRevision())
        && images.equals(status.observedPolicies())
        && status.conditions().stream()
            .anyMatch(condition -> condition.type().equals("Ready") && condition.holds());
  }

  private static Outcome remember(
      Run<ImageUpdateAutomation, ImageUpdateAutomationStatus> run,
      Map<String, ImageRef> images,
      String revision) {
    run.update(
        status ->
            status.toBuilder().observedPolicies(images).observedSourceRevision(revision).build());
    return Outcome.unchanged(UP_TO_DATE);
  }

  private Outcome push(
      Run<ImageUpdateAutomation, ImageUpdateAutomationStatus> run,
      WritableSource source,
      GitSnapshot snapshot,
      UpdatedFiles updated,
      Map<String, ImageRef> images)
      throws GitException {
    String message = commitMessage.of(run.object(), updated);
    String commit = source.push(snapshot, updated.contents(), message, clock.instant());
    run.update(
        status ->
            status.toBuilder()
                .observedPolicies(images)
                .observedSourceRevision(source.revisionOf(commit))
                .lastPushCommit(commit)
                .lastPushTime(Timestamp.of(clock.instant()))
                .build());
    String pushed =
        "pushed commit '%s' to branch '%s'"
            .formatted(commit.substring(0, SHORT_ID), source.pushBranch());
    run.fact(Notice.REVISION, source.revisionOf(commit));
    run.tell(Notice.info("Succeeded", pushed + "\n" + message));
    return Outcome.ready(pushed + "\n" + message.strip());
  }

  private static ReconcileFailure failed(GitException e) {
    return new ReconcileFailure(
        AutomationReason.GIT_OPERATION_FAILED,
        Objects.requireNonNullElse(e.getMessage(), "the Git operation failed"),
        e);
  }
}
