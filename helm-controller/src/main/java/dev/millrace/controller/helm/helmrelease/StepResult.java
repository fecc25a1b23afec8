package dev.millrace.controller.helm.helmrelease;

import dev.millrace.api.helm.HelmReleaseStatus;
import dev.millrace.runtime.condition.Mark;
import dev.millrace.runtime.condition.Marks;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a step did: how the status changes, what it says of conditions, what is told, and whether
 * the run ends with it.
 *
 * @param notices in the order in which they are told
 * @param end present when the step failed and left nothing behind that could be put right
 */
record StepResult(
    UnaryOperator<HelmReleaseStatus> change,
    Marks marks,
    List<Notice> notices,
    Optional<ReconcileFailure> end) {
  /** Nothing to say. */
  static final StepResult NOTHING =
      new StepResult(UnaryOperator.identity(), Marks.NONE, List.of(), Optional.empty());

  /** Copies the list. */
  StepResult {
    notices = List.copyOf(notices);
  }

  StepResult changing(UnaryOperator<HelmReleaseStatus> next) {
    return new StepResult(status -> next.apply(change.apply(status)), marks, notices, end);
  }

  StepResult marking(Mark mark) {
    return new StepResult(change, marks.with(mark), notices, end);
  }

  StepResult unmarking(String conditionType) {
    return new StepResult(change, marks.without(conditionType), notices, end);
  }

  StepResult telling(Notice news) {
    return telling(List.of(news));
  }

  StepResult telling(List<Notice> news) {
    return new StepResult(
        change, marks, Stream.concat(notices.stream(), news.stream()).toList(), end);
  }

  StepResult ending(ReconcileFailure failure) {
    return new StepResult(change, marks, notices, Optional.of(failure));
  }
}
