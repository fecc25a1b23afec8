package dev.millrace.runtime.tracing;

import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.outcome.Reason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Lineage;
import dev.millrace.runtime.reconcile.RunTrace;
import dev.millrace.runtime.reconcile.Step;
import dev.millrace.runtime.tracing.Span.Result;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Notes the steps of one run. Which trace they belong to is known at the end, so nothing leaves
 * before. Only texts that statuses show, too, become part of a span.
 */
final class RecordedRun implements RunTrace {
  private static final int MOST_STEPS = 64;

  private final Recorder recorder;
  private final Clock clock;
  private final String name;
  private final Map<String, String> attributes;
  private final Instant start;
  private final List<StepTaken> steps = new ArrayList<>();
  private Lineage lineage;
  private String current;
  private boolean over;

  /** What runs of one controller share. */
  record Recorder(
      Supplier<? extends Clock> clocks,
      Identifiers identifiers,
      Sampling sampling,
      SpanSink sink) {}

  private record StepTaken(
      String id, String parent, String name, Instant start, Instant end, Verdict verdict) {}

  private record Verdict(Result result, String reason, String message) {
    /** What it found may still be bad news; that is what the run tells. */
    static final Verdict PASSED = new Verdict(Result.UNSET, "", "");

    static final Verdict FINE = new Verdict(Result.OK, "", "");
  }

  RecordedRun(Recorder recorder, String name, Map<String, String> attributes) {
    this.recorder = recorder;
    this.name = name;
    this.attributes = new LinkedHashMap<>(attributes);
    this.clock = recorder.clocks().get();
    this.start = clock.instant();
    Identifiers identifiers = recorder.identifiers();
    this.current = identifiers.span();
    this.lineage = new Lineage(identifiers.trace(), Optional.of(current), Optional.empty());
  }

  @Override
  public void belongsTo(Supplier<Lineage> wanted) {
    lineage = wanted.get();
  }

  @Override
  public <T, E extends Exception> T step(String step, Step<T, E> work) throws E {
    String parent = current;
    String id = recorder.identifiers().span();
    Instant began = clock.instant();
    current = id;
    Verdict verdict = new Verdict(Result.ERROR, "", "");
    try {
      T result = work.take();
      verdict = Verdict.PASSED;
      return result;
    } catch (ReconcileFailure failure) {
      verdict = of(failure);
      throw failure;
    } finally {
      current = parent;
      if (steps.size() < MOST_STEPS) {
        steps.add(new StepTaken(id, parent, step, began, clock.instant(), verdict));
      }
    }
  }

  @Override
  public void ended(Outcome outcome, Optional<String> revision) {
    if (over) {
      return;
    }
    over = true;
    if (recorder.sampling().takes(lineage.trace())) {
      revision.ifPresent(text -> attributes.put("revision", text));
      recorder.sink().accept(spans(outcome));
    }
  }

  private List<Span> spans(Outcome outcome) {
    String root = current;
    String own = lineage.span().orElse(root);
    List<Span> spans = new ArrayList<>();
    spans.add(run(own, outcome));
    for (StepTaken step : steps) {
      spans.add(span(step, step.parent().equals(root) ? own : step.parent()));
    }
    return spans;
  }

  private Span run(String id, Outcome outcome) {
    Verdict verdict = of(outcome);
    attributes.put("result", outcome.getClass().getSimpleName());
    return new Span(
        lineage.trace(),
        id,
        lineage.parent(),
        name,
        start,
        clock.instant(),
        withReason(attributes, verdict),
        verdict.result(),
        verdict.message());
  }

  private Span span(StepTaken step, String parent) {
    return new Span(
        lineage.trace(),
        step.id(),
        Optional.of(parent),
        step.name(),
        step.start(),
        step.end(),
        withReason(Map.of(), step.verdict()),
        step.verdict().result(),
        step.verdict().message());
  }

  private static Map<String, String> withReason(Map<String, String> attributes, Verdict verdict) {
    Map<String, String> all = new LinkedHashMap<>(attributes);
    if (!verdict.reason().isEmpty()) {
      all.put("reason", verdict.reason());
    }
    return all;
  }

  private static Verdict of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Ready(Reason reason, _) -> new Verdict(Result.OK, reason.text(), "");
      case Outcome.Unchanged(Reason reason, _) -> new Verdict(Result.OK, reason.text(), "");
      case Outcome.Waiting(Reason reason, String message, _) ->
          new Verdict(Result.UNSET, reason.text(), message);
      case Outcome.Retry(ReconcileFailure failure) -> of(failure);
      case Outcome.Stalled(Reason reason, String message) ->
          new Verdict(Result.ERROR, reason.text(), message);
      case Outcome.Suspended(), Outcome.Deleted() -> Verdict.FINE;
    };
  }

  private static Verdict of(ReconcileFailure failure) {
    return new Verdict(Result.ERROR, failure.reason().text(), failure.text());
  }
}
