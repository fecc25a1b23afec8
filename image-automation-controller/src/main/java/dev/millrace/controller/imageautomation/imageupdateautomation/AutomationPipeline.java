package dev.millrace.controller.imageautomation.imageupdateautomation;

import dev.millrace.api.image.GitCommit;
import dev.millrace.api.image.GitSettings;
import dev.millrace.api.image.ImageUpdateAutomation;
import dev.millrace.api.image.ImageUpdateAutomationStatus;
import dev.millrace.api.meta.Timestamp;
import dev.millrace.controller.imageautomation.message.CommitMessage;
import dev.millrace.controller.imageautomation.message.CommitMessage.InvalidTemplate;
import dev.millrace.controller.imageautomation.pullrequest.Proposal;
import dev.millrace.controller.imageautomation.pullrequest.PullRequests;
import dev.millrace.controller.imageautomation.setter.LatestImage;
import dev.millrace.git.GitException;
import dev.millrace.git.remote.GitSnapshot;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Pipeline;
import dev.millrace.runtime.reconcile.Run;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Collect policies → find source → tell of a push that was cut → look at the remote → stop if
 * nothing is new → fetch → update files → push; once more from the look on when others pushed
 * meanwhile.
 */
final class AutomationPipeline
    implements Pipeline<ImageUpdateAutomation, ImageUpdateAutomationStatus> {
  private static final int MOST_ATTEMPTS = 3;

  private final FindSource findSource;
  private final CollectPolicies collectPolicies;
  private final UpdateFiles updateFiles;
  private final CommitMessage commitMessage;
  private final PullRequests pullRequests;
  private final SettledRemotes settled;
  private final PushCommit pushCommit;
  private final Clock clock;

  AutomationPipeline(
      FindSource findSource,
      CollectPolicies collectPolicies,
      UpdateFiles updateFiles,
      CommitMessage commitMessage,
      PullRequests pullRequests,
      SettledRemotes settled,
      Clock clock) {
    this.findSource = findSource;
    this.collectPolicies = collectPolicies;
    this.updateFiles = updateFiles;
    this.commitMessage = commitMessage;
    this.pullRequests = pullRequests;
    this.settled = settled;
    this.pushCommit = new PushCommit(settled, clock);
    this.clock = clock;
  }

  @Override
  public Outcome run(Run<ImageUpdateAutomation, ImageUpdateAutomationStatus> run) {
    ImageUpdateAutomation automation = run.object();
    run.update(
        status -> status.toBuilder().lastAutomationRunTime(Timestamp.of(clock.instant())).build());
    UpdateFiles.requireSetters(automation);
    UpdatePath path = Stage.UPDATE_FILES.carryOut(() -> UpdatePath.of(automation));
    Map<String, LatestImage> policies =
        run.step("collect policies", () -> collectPolicies.of(automation));
    WritableSource source =
        Stage.FIND_SOURCE.carryOut(
            () -> run.step("find source", () -> findSource.of(automation, path)));
    return untilNobodyInterferes(
        new Work(
            run,
            source,
            path,
            List.copyOf(policies.values()),
            CollectPolicies.references(policies)));
  }

  @Override
  public Outcome delete(Run<ImageUpdateAutomation, ImageUpdateAutomationStatus> run) {
    settled.forget(run.object());
    return new Outcome.Deleted();
  }

  private Outcome untilNobodyInterferes(Work work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(work);
      } catch (ReconcileFailure e) {
        if (!othersPushed(e) || attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static boolean othersPushed(ReconcileFailure failure) {
    return failure.getCause() instanceof GitException cause
        && cause.reason() == GitException.Reason.REMOTE_MOVED;
  }

  private Outcome attempt(Work work) {
    Heads heads = Stage.CHECK_OUT.carryOut(() -> lookAtRemote(work));
    if (settled.isSettled(work.run(), work.source(), heads, work.references())) {
      return Outcome.unchanged(UpToDate.again(work.run().status()));
    }
    WritableSource.Base base = work.source().base(heads, work.run().status());
    try (GitSnapshot snapshot =
        Stage.CHECK_OUT.carryOut(() -> work.run().step("fetch", () -> work.source().fetch(base)))) {
      UpdatedFiles updated =
          Stage.UPDATE_FILES.carryOut(
              () -> work.run().step("update files", () -> updateFiles.in(snapshot, work)));
      updated
          .findings()
          .forEach(finding -> work.run().tell(Notice.trace("UpdateIncomplete", finding)));
      return updated.isEmpty()
          ? remember(work, heads, updated)
          : Stage.UPDATE_SOURCE.carryOut(() -> push(work, heads, snapshot, base, updated));
    }
  }

  private Heads lookAtRemote(Work work) throws GitException {
    pushCommit.finishLast(work);
    return work.run().step("look at the remote", work.source()::heads);
  }

  private Outcome remember(Work work, Heads heads, UpdatedFiles updated) {
    work.run()
        .update(
            status ->
                status.toBuilder()
                    .observedPolicies(work.references())
                    .observedSourceRevision(heads.checkout())
                    .build());
    if (PullRequests.areWanted(work.object()) && heads.pushBranch().isPresent()) {
      pullRequests.withdraw(
          work.object(),
          work.source().remote().access(),
          work.source().push().branch(),
          work.source().target());
    }
    settled.remember(work.run().object(), heads);
    return Outcome.unchanged(UpToDate.message(updated.findings()));
  }

  private Outcome push(
      Work work, Heads heads, GitSnapshot snapshot, WritableSource.Base base, UpdatedFiles updated)
      throws GitException {
    WritableSource source = work.source();
    String message = message(work.run().object(), updated);
    if (settled.isPushed(work.run(), source, heads, work.references())) {
      propose(work, message);
      return Outcome.unchanged(UpToDate.message(updated.findings()));
    }
    String pushed =
        pushCommit.push(work, heads, snapshot, base.movement(), updated.contents(), message);
    propose(work, message);
    return Outcome.ready(pushed + "\n" + message.strip());
  }

  private void propose(Work work, String message) {
    if (PullRequests.areWanted(work.object())) {
      pullRequests.propose(
          work.object(),
          work.source().remote().access(),
          Proposal.of(work.source().push().branch(), work.source().target(), message));
    }
  }

  private String message(ImageUpdateAutomation automation, UpdatedFiles updated) {
    GitSettings git = automation.spec().git();
    try {
      return commitMessage.of(
          automation.getMetadata(),
          git == null ? GitCommit.EMPTY : git.commit(),
          updated.changes());
    } catch (InvalidTemplate e) {
      throw new ReconcileFailure(
          e.usesRemovedField()
              ? AutomationReason.REMOVED_TEMPLATE_FIELD
              : AutomationReason.GIT_OPERATION_FAILED,
          String.valueOf(e.getMessage()),
          e);
    }
  }
}
