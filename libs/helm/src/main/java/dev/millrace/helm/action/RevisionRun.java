package dev.millrace.helm.action;

import dev.millrace.helm.action.ActionException.Reason;
import dev.millrace.helm.hook.HookEvent;
import dev.millrace.helm.release.Release;
import dev.millrace.helm.release.ReleaseStatus;
import dev.millrace.helm.storage.StorageException;

/**
 * Takes a recorded revision from pending to deployed: hooks, objects, wait, hooks. A failure on the
 * way is recorded.
 */
final class RevisionRun {
  private final ActionContext context;
  private final ActionOptions options;
  private Release release;

  RevisionRun(ActionContext context, ActionOptions options, Release release) {
    this.context = context;
    this.options = options;
    this.release = release;
  }

  /** Something done on the cluster. */
  @FunctionalInterface
  interface Step {
    void run() throws ClusterException;
  }

  /** What makes one kind of action different from others. */
  record Steps(HookEvent before, HookEvent after, Step write, Step await) {}

  /** How an action speaks: the start of a failure's description, then of each step's problem. */
  record Words(String failure, String before, String after, String success) {}

  /** Runs the steps; gives the revision as it was recorded. */
  Release run(Steps steps, Words words) throws ActionException, StorageException {
    runHooks(steps.before(), words.failure(), words.before());
    runStep(steps.write(), Reason.APPLY, words);
    runStep(steps.await(), Reason.WAIT, words);
    runHooks(steps.after(), words.failure(), words.after());
    release = release.with(ReleaseStatus.DEPLOYED, words.success());
    context.history().update(release);
    return release;
  }

  private void runStep(Step step, Reason reason, Words words)
      throws ActionException, StorageException {
    try {
      step.run();
    } catch (ClusterException e) {
      throw failed(reason, words.failure(), "", e);
    }
  }

  private void runHooks(HookEvent event, String failure, String problem)
      throws ActionException, StorageException {
    if (!options.hooks()) {
      return;
    }
    var runner = new HookRunner(context, options.timeout(), release);
    try {
      runner.run(event);
    } catch (ClusterException | ActionException e) {
      release = runner.release();
      throw failed(Reason.HOOK, failure, problem, e);
    }
    release = runner.release();
  }

  private ActionException failed(Reason reason, String failure, String problem, Exception cause)
      throws StorageException {
    String message = problem + cause.getMessage();
    release = release.with(ReleaseStatus.FAILED, failure + message);
    context.history().update(release);
    return new ActionException(reason, message, release, cause);
  }
}
