package dev.millrace.runtime.condition;

import static dev.millrace.runtime.condition.ConditionType.READY;
import static dev.millrace.runtime.condition.ConditionType.RECONCILING;
import static dev.millrace.runtime.condition.ConditionType.STALLED;

import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Conditions;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.outcome.Reason;
import java.time.Clock;
import java.util.List;

/**
 * Computes the conditions of a status, purely and in one place (FLUX.md 1.4).
 *
 * <p>Two things differ from Flux on purpose: {@code lastTransitionTime} moves only when a status
 * changes, as Kubernetes documents it, and conditions that tell of a failure belong to the last run
 * only.
 */
public final class StatusConditions {
  private static final String IN_PROGRESS = "reconciliation in progress";

  private StatusConditions() {}

  /**
   * The conditions at the end of a run.
   *
   * @param before the conditions as they are now; those this controller does not own are kept
   * @param marks what the run said about conditions
   */
  public static List<Condition> summarize(
      ConditionPlan plan,
      List<Condition> before,
      Marks marks,
      Outcome outcome,
      long generation,
      Clock clock) {
    ConditionDraft draft = new ConditionDraft(plan, before);
    String progress =
        Conditions.find(before, RECONCILING).map(Condition::message).orElse(IN_PROGRESS);
    switch (outcome) {
      case Outcome.Suspended(), Outcome.Deleted() -> {
        return before;
      }
      case Outcome.Ready(Reason reason, String message) -> draft.succeed(marks, reason, message);
      case Outcome.Unchanged(Reason reason, String message) ->
          draft.succeed(marks, reason, message);
      case Outcome.Waiting(Reason reason, String message, _) -> {
        draft.fail(marks, reason, message);
        draft.retryLater(progress);
      }
      case Outcome.Retry(var failure) -> {
        draft.fail(marks, failure.reason(), failure.text());
        draft.retryLater(progress);
      }
      case Outcome.Stalled(Reason reason, String message) -> {
        draft.fail(marks, reason, message);
        draft.put(Mark.holds(STALLED, reason, message));
      }
    }
    return draft.stamped(generation, clock);
  }

  /**
   * The conditions while a run is under way: Reconciling says what is being done.
   *
   * @param outdated whether the object is known not to be as wanted, which makes Ready unknown;
   *     otherwise Ready keeps saying what the last run found
   */
  public static List<Condition> progress(
      ConditionPlan plan,
      List<Condition> before,
      Marks marks,
      String message,
      boolean outdated,
      long generation,
      Clock clock) {
    ConditionDraft draft = new ConditionDraft(plan, before);
    draft.apply(marks);
    draft.remove(STALLED);
    draft.put(Mark.holds(RECONCILING, GeneralReason.PROGRESSING, message));
    boolean undecided =
        Conditions.find(before, READY).filter(c -> c.holds() || c.fails()).isEmpty();
    if (outdated || undecided) {
      draft.put(Mark.unknown(READY, GeneralReason.PROGRESSING, message));
    }
    return draft.stamped(generation, clock);
  }

  /**
   * Puts conditions computed from an older status onto a newer one: ours win, conditions of other
   * writers stay as they are in the newer status.
   */
  public static List<Condition> onto(
      ConditionPlan plan, List<Condition> newer, List<Condition> computed) {
    return ConditionDraft.onto(plan, newer, computed);
  }
}
