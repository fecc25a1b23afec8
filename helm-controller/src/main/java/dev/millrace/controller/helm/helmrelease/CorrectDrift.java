package dev.millrace.controller.helm.helmrelease;

import static dev.millrace.controller.helm.helmrelease.HelmReleaseReason.DRIFT_CORRECTED;
import static dev.millrace.controller.helm.helmrelease.HelmReleaseReason.DRIFT_CORRECTION_FAILED;

import dev.millrace.apply.DriftDetector;
import dev.millrace.apply.ObjectDrift;
import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.drift.SecretMask;
import dev.millrace.apply.report.DriftReport;
import dev.millrace.controller.helm.release.Snapshots;
import dev.millrace.helm.release.Release;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.util.ArrayList;
import java.util.List;

/** Makes the objects of a release what it says, one by one (FLUX.md 4.4). */
final class CorrectDrift {
  private final DetectDrift detectDrift;

  CorrectDrift(DetectDrift detectDrift) {
    this.detectDrift = detectDrift;
  }

  StepResult of(Attempt attempt, Release release, List<ObjectDrift> drifts) {
    DriftReport.Values values = DetectDrift.values(attempt.wanted(), release);
    List<String> problems = problems(attempt, drifts, values);
    String name = Snapshots.fullName(release);
    if (problems.isEmpty()) {
      return StepResult.NOTHING.telling(
          Notice.info(DRIFT_CORRECTED.text(), DriftReport.corrected(name, drifts, values)));
    }
    String message =
        "Failed to correct all of the cluster state of release %s: %s"
            .formatted(name, String.join("; ", problems));
    return StepResult.NOTHING
        .telling(Notice.error(DRIFT_CORRECTION_FAILED.text(), message))
        .ending(new ReconcileFailure(DRIFT_CORRECTION_FAILED, message));
  }

  /** Corrects what can be corrected; what can't does not save the rest. */
  private List<String> problems(
      Attempt attempt, List<ObjectDrift> drifts, DriftReport.Values values) {
    DriftDetector detector = detectDrift.on(attempt.session());
    List<String> problems = new ArrayList<>();
    for (ObjectDrift drift : drifts) {
      try {
        detector.correct(drift);
      } catch (ApiFailure e) {
        SecretMask mask = SecretMask.of(drift.object(), values == DriftReport.Values.WITHHELD);
        String why = mask.scrub(String.valueOf(e.getMessage()), drift.object());
        problems.add(drift.object() + ": " + attempt.session().secrets().scrub(why));
      }
    }
    return problems;
  }
}
