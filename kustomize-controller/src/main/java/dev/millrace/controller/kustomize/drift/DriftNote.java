package dev.millrace.controller.kustomize.drift;

import dev.millrace.api.meta.GoDuration;
import dev.millrace.apply.drift.SecretMask;
import dev.millrace.apply.observe.Drift;
import dev.millrace.apply.observe.DriftPace;
import dev.millrace.apply.report.DriftReport;

/**
 * A change that somebody else made to a managed object, for an event about its revert.
 *
 * @param drift what was changed, secret values masked
 * @param answer how it is answered
 */
public record DriftNote(Drift drift, DriftPace.Answer answer) {
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
