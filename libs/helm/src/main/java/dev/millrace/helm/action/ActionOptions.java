package dev.millrace.helm.action;

import java.time.Duration;

/**
 * What all actions can be told.
 *
 * @param timeout for each hook and each wait
 * @param waitFor what must be ready before the action succeeds
 * @param hooks whether hooks run
 * @param maxHistory how many revisions are kept; 0 for all
 * @param description in place of Helm's; empty for Helm's
 */
public record ActionOptions(
    Duration timeout, Wait waitFor, boolean hooks, int maxHistory, String description) {

  /** What must be ready before an action succeeds. */
  public enum Wait {
    NOTHING,
    OBJECTS,
    OBJECTS_AND_JOBS
  }

  /** Flux's defaults: five minutes, wait for everything, run hooks, keep five revisions. */
  public static ActionOptions defaults() {
    return new ActionOptions(Duration.ofMinutes(5), Wait.OBJECTS_AND_JOBS, true, 5, "");
  }

  /** The same options with another wait. */
  public ActionOptions withWait(Wait newWait) {
    return new ActionOptions(timeout, newWait, hooks, maxHistory, description);
  }

  /** The same options, with hooks or without. */
  public ActionOptions withHooks(boolean wanted) {
    return new ActionOptions(timeout, waitFor, wanted, maxHistory, description);
  }

  /** The same options with another length of the history. */
  public ActionOptions withMaxHistory(int newMaxHistory) {
    return new ActionOptions(timeout, waitFor, hooks, newMaxHistory, description);
  }

  String descriptionOr(String helms) {
    return description.isEmpty() ? helms : description;
  }
}
