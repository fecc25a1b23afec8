package dev.millrace.helm.action;

import dev.millrace.helm.action.ActionException.Reason;
import dev.millrace.helm.release.Release;
import dev.millrace.helm.release.ReleaseStatus;
import dev.millrace.helm.storage.StorageException;
import java.util.Optional;

/** Frees a release whose action died on the way: its pending revision becomes a failed one. */
public final class UnlockAction {
  private final ActionContext context;

  /** Creates the action. */
  public UnlockAction(ActionContext context) {
    this.context = context;
  }

  /**
   * Marks a pending revision as failed.
   *
   * @return the revision as it was recorded; empty if none is pending
   * @throws ActionException if the records can't be read or written
   */
  public Optional<Release> run(String name) throws ActionException {
    try {
      Optional<Release> last = context.history().last(name);
      if (last.isEmpty() || !last.get().status().isPending()) {
        return Optional.empty();
      }
      Release unlocked =
          last.get()
              .with(
                  ReleaseStatus.FAILED,
                  "Release unlocked from stale '" + last.get().status() + "' state");
      context.history().update(unlocked);
      return Optional.of(unlocked);
    } catch (StorageException e) {
      throw new ActionException(Reason.STORAGE, String.valueOf(e.getMessage()), e);
    }
  }
}
