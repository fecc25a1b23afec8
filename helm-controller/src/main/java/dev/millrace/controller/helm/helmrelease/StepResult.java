package dev.millrace.controller.helm.helmrelease;

import dev.millrace.api.helm.HelmReleaseStatus;
import dev.millrace.runtime.condition.Mark;
import dev.millrace.runtime.condition.Marks;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a step did: how the status changes, what it says of conditions, what is told, and whether
 * the run ends with it.
 *
 * @param end present when the step failed and left nothing behind that could be put right
 */
record StepResult(
    UnaryOperator<HelmReleaseStatus> change,
    Marks marks,
    Optional<Notice> notice,
    Optional<ReconcileFailure> end) {
  /** Nothing to say. */
  static final StepResult NOTHING =
      new StepResult(UnaryOperator.identity(), Marks.NONE, Optional.empty(), Optional.empty());

  StepResult changing(UnaryOperator<HelmReleaseStatus> next) {
    return new StepResult(status -> next.apply(change.apply(status)), marks, notice, end);
  }

  StepResult marking(Mark mark) {
    return new StepResult(change, marks.with(mark), notice, end);
  }

  StepResult unmarking(String conditionType) {
    return new StepResult(change, marks.without(conditionType), notice, end);
  }

  StepResult telling(Notice news) {
    return new StepResult(change, marks, Optional.of(news), end);
  }

  StepResult ending(ReconcileFailure failure) {
    return new StepResult(change, marks, notice, Optional.of(failure));
  }
}
