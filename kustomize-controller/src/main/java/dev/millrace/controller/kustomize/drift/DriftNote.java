package dev.millrace.controller.kustomize.drift;

import dev.millrace.api.meta.GoDuration;
import dev.millrace.apply.drift.SecretMask;
import dev.millrace.apply.observe.Drift;
import dev.millrace.apply.observe.DriftPace;
import dev.millrace.apply.plan.Action;
import dev.millrace.apply.plan.Plan;
import dev.millrace.apply.report.DriftReport;
import java.util.EnumSet;
import java.util.Set;

/**
 * A change that somebody else made to a managed object, for an event about its revert if it comes
 * to that: a suspended owner reverts nothing, and until it goes on others may have.
 *
 * @param drift what was changed, secret values masked
 * @param answer how it is answered
 */
public record DriftNote(Drift drift, DriftPace.Answer answer) {
  private static final Set<Action> APPLYING =
      EnumSet.of(Action.CREATE, Action.CONFIGURE, Action.RECREATE);

  /** Whether this was still so when the object was applied, so that changes took it back. */
  public boolean isRevertedBy(Plan changes) {
    return changes.changes().stream()
        .filter(change -> change.ref().equals(drift.ref()))
        .anyMatch(change -> APPLYING.contains(change.action()));
  }

  /** What happened, and what was done about it. */
  public String text() {
    String what = DriftReport.of(drift);
    return answer.isQuarrel() ? what + quarrel() : what;
  }

  /** The same with the values masked that must not be shown. */
  public DriftNote masked(SecretMask mask) {
    return new DriftNote(
        new Drift(
            drift.owner(),
            drift.ref(),
            drift.deleted(),
            drift.fields().stream().map(mask::mask).toList()),
        answer);
  }

  private String quarrel() {
    return " (%d times lately; somebody seems to revert every revert, so the next one waits %s: "
            .formatted(answer.times(), GoDuration.of(answer.nextDelay()).text())
        + "let only one of the two manage it, or list the field in spec.ignore)";
  }
}
