package dev.millrace.controller.helm.helmrelease;

import static dev.millrace.controller.helm.helmrelease.HelmReleaseConditions.RELEASED;
import static dev.millrace.controller.helm.helmrelease.HelmReleaseConditions.REMEDIATED;
import static dev.millrace.controller.helm.helmrelease.HelmReleaseConditions.TEST_SUCCESS;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.helm.HelmReleaseStatus;
import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Conditions;
import dev.millrace.runtime.condition.ConditionType;
import dev.millrace.runtime.condition.Mark;
import dev.millrace.runtime.condition.Marks;
import dev.millrace.runtime.reconcile.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run says of its conditions on top of what earlier runs said, and what Ready makes of it:
 * Remediated counts before TestSuccess, and that before Released (FLUX.md 4.1).
 */
final class Verdict {
  private static final List<String> TYPES = List.of(REMEDIATED, TEST_SUCCESS, RELEASED);

  private final Run<HelmRelease, HelmReleaseStatus> run;
  private final Map<String, Mark> marks = new LinkedHashMap<>();

  Verdict(Run<HelmRelease, HelmReleaseStatus> run) {
    this.run = run;
    for (String type : TYPES) {
      Conditions.find(run.object().status().conditions(), type)
          .ifPresent(condition -> marks.put(type, asMark(condition)));
    }
  }

  /** Says how a condition is. */
  void put(Mark mark) {
    marks.put(mark.type(), mark);
    run.mark(mark);
  }

  /** Says that a condition is absent. */
  void remove(String type) {
    marks.remove(type);
    run.unmark(type);
  }

  void apply(Marks said) {
    said.byType().forEach((type, mark) -> mark.ifPresentOrElse(this::put, () -> remove(type)));
  }

  boolean holds(String type) {
    Mark mark = marks.get(type);
    return mark != null && mark.status().equals(Condition.TRUE);
  }

  /** What Ready is; any remediation counts as a failure. Empty when nothing was released yet. */
  Optional<Mark> ready() {
    Mark remediated = marks.get(REMEDIATED);
    if (remediated != null) {
      return Optional.of(ready(remediated, Condition.FALSE));
    }
    Mark released = marks.get(RELEASED);
    Mark tested = marks.get(TEST_SUCCESS);
    boolean testsCount = run.object().spec().test().enable() && !ignoresTests();
    boolean testsDecide = testsCount && tested != null && released != null && !isFalse(released);
    return Optional.ofNullable(testsDecide ? tested : released)
        .map(mark -> ready(mark, mark.status()));
  }

  private boolean ignoresTests() {
    return run.object().spec().test().ignoreFailures();
  }

  private static boolean isFalse(Mark mark) {
    return mark.status().equals(Condition.FALSE);
  }

  private static Mark ready(Mark mark, String status) {
    return new Mark(ConditionType.READY, status, mark.reason(), mark.message());
  }

  private static Mark asMark(Condition condition) {
    return new Mark(condition.type(), condition.status(), condition.reason(), condition.message());
  }
}
