package dev.millrace.apply;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.ApplyMode;
import dev.millrace.apply.cluster.Cluster;
import dev.millrace.apply.cluster.DeleteMode;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.observe.LiveView;
import dev.millrace.apply.plan.Action;
import dev.millrace.apply.plan.Desired;
import dev.millrace.apply.plan.PlannedChange;

/** Does to one object what was planned for it. */
final class Execution {

  private final Cluster cluster;
  private final LiveView view;
  private final String manager;
  private final Termination termination;

  Execution(Cluster cluster, LiveView view, String manager, Termination termination) {
    this.cluster = cluster;
    this.view = view;
    this.manager = manager;
    this.termination = termination;
  }

  /** A step that failed; the message holds no secret values. */
  static final class StepFailed extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final boolean transientFailure;

    StepFailed(PlannedChange change, String step, ApiFailure cause) {
      super(change.ref() + " " + step + ": " + safeText(change, cause));
      this.transientFailure = cause.isTransient();
    }

    boolean isTransient() {
      return transientFailure;
    }

    private static String safeText(PlannedChange change, ApiFailure cause) {
      String text = String.valueOf(cause.getMessage());
      return change
          .payload()
          .map(desired -> desired.mask().scrub(text, desired.object()))
          .orElse(text);
    }
  }

  /**
   * Makes the object of a change, which was not tried before.
   *
   * @return the object as it is then
   * @throws StepFailed if the server refuses, or has such an object already
   */
  KubeObject create(PlannedChange change) {
    return apply(change, ApplyMode.forced(manager).asNew());
  }

  /**
   * Applies the object of a change.
   *
   * @return the object as it is then
   * @throws StepFailed if the server refuses
   */
  KubeObject apply(PlannedChange change) {
    if (change.action() == Action.RECREATE) {
      deleteFirst(change);
    }
    return apply(change, ApplyMode.forced(manager));
  }

  private KubeObject apply(PlannedChange change, ApplyMode mode) {
    Desired desired = change.payload().orElseThrow();
    try (LiveView.Change _ = view.beginChange(change.ref())) {
      cleanUp(change);
      KubeObject result = cluster.apply(desired.object(), mode);
      view.noteSettled(desired.object(), result);
      return result;
    } catch (ApiFailure failure) {
      throw new StepFailed(change, "apply failed", failure);
    }
  }

  private void cleanUp(PlannedChange change) {
    if (change.cleanup().isEmpty()) {
      return;
    }
    try {
      cluster.patch(change.entry().apiVersion(), change.ref(), change.cleanup(), manager);
    } catch (ApiFailure failure) {
      throw new StepFailed(change, "metadata.managedFields cleanup failed", failure);
    }
  }

  private void deleteFirst(PlannedChange change) {
    String apiVersion = change.entry().apiVersion();
    String uid = change.live().map(KubeObject::uid).orElse("");
    view.expectDeletion(change.ref());
    try {
      cluster.delete(apiVersion, change.ref(), DeleteMode.background(uid));
    } catch (ApiFailure failure) {
      throw new StepFailed(change, "immutable field detected, failed to delete object", failure);
    }
    if (!termination.await(apiVersion, change.ref(), uid)) {
      throw new StepFailed(
          change,
          "immutable field detected, failed to wait for object to be deleted",
          ApiFailure.unreachable("it was still there after " + termination.timeout()));
    }
  }
}
