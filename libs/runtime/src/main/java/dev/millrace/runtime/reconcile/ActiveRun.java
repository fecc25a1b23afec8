package dev.millrace.runtime.reconcile;

import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Conditions;
import dev.millrace.api.meta.ReconciledObject;
import dev.millrace.api.meta.ReconciledStatus;
import dev.millrace.api.meta.Timestamp;
import dev.millrace.runtime.condition.ConditionType;
import dev.millrace.runtime.condition.Mark;
import dev.millrace.runtime.condition.Marks;
import dev.millrace.runtime.condition.StatusConditions;
import dev.millrace.runtime.event.EventSubject;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.outcome.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The state of one run: what it found, said and has written so far. The run itself uses it, and the
 * thread that writes its progress.
 */
final class ActiveRun<R extends ReconciledObject<S>, S extends ReconciledStatus<S>>
    implements Run<R, S> {
  private final FrameServices services;
  private final Kind<R> kind;
  private final RunSlots slots;
  private final ObjectWriter<R, S> writer;
  private final R object;
  private final RunTrace trace;
  private final long start;
  private final ProgressNote progress;
  private final Map<String, String> facts = new LinkedHashMap<>();
  private R newest;
  private S written;
  private S status;
  private Marks marks = Marks.NONE;
  private RunFindings findings = RunFindings.NONE;
  private boolean told;
  private boolean toldGoodNews;

  ActiveRun(
      FrameServices services, Kind<R> kind, RunSlots slots, ObjectWriter<R, S> writer, R object) {
    this.services = services;
    this.kind = kind;
    this.slots = slots;
    this.writer = writer;
    this.object = object;
    this.trace = services.tracing().begins(object);
    this.start = services.nanoTime().getAsLong();
    this.progress = new ProgressNote(services.pace(), this::showProgress);
    this.newest = object;
    this.status = object.status();
    this.written = status;
  }

  @Override
  public R object() {
    return object;
  }

  @Override
  public synchronized S status() {
    return status;
  }

  @Override
  public synchronized void update(UnaryOperator<S> change) {
    status = change.apply(status);
  }

  @Override
  public synchronized void mark(Mark mark) {
    marks = marks.with(mark);
  }

  @Override
  public synchronized void unmark(String conditionType) {
    marks = marks.without(conditionType);
  }

  @Override
  public synchronized void fact(String key, String value) {
    facts.put(key, value);
  }

  @Override
  public synchronized void tell(Notice notice) {
    told = true;
    toldGoodNews |= notice.severity() == Severity.INFO;
    Map<String, String> metadata = new LinkedHashMap<>(facts);
    metadata.putAll(notice.metadata());
    services.events().record(EventSubject.of(newest), notice.with(metadata));
  }

  @Override
  public synchronized void drift(int found, int healed) {
    findings = findings.plusDrift(found, healed);
  }

  @Override
  public synchronized void rollsOut(Instant offered) {
    Instant created = createdAt().orElse(offered);
    findings = findings.about(created.isAfter(offered) ? created : offered);
  }

  @Override
  public void belongsTo(Supplier<Lineage> lineage) {
    trace.belongsTo(lineage);
  }

  @Override
  public <T, E extends Exception> T step(String name, Step<T, E> step) throws E {
    return trace.step(name, step);
  }

  @Override
  public boolean hasNewSpec() {
    long observed = object.status().observedGeneration();
    return observed > 0 && observed != generation();
  }

  @Override
  public synchronized boolean superseded() {
    R known = writer.latest().orElse(newest);
    return known.isMarkedForDeletion() != object.isMarkedForDeletion()
        || !sameWishes(known)
        || !sameWishes(newest);
  }

  @Override
  public Duration elapsed() {
    return Duration.ofNanos(services.nanoTime().getAsLong() - start);
  }

  @Override
  public Optional<String> requestedAt() {
    return object
        .requestedAt()
        .filter(value -> !value.equals(object.status().lastHandledReconcileAt()));
  }

  @Override
  public <T> T parked(Callable<T> wait) throws Exception {
    try {
      return slots.parked(ObjectKey.of(object).namespace(), () -> thenQueued(wait));
    } finally {
      takeProgressUp();
    }
  }

  private <T> T thenQueued(Callable<T> wait) throws Exception {
    try {
      return wait.call();
    } finally {
      holdProgressBack();
    }
  }

  @Override
  public void letOthersGoFirst() {
    holdProgressBack();
    try {
      slots.letOthersGoFirst(ObjectKey.of(object).namespace());
    } finally {
      takeProgressUp();
    }
  }

  @Override
  public void report(String message) {
    reportProgress(message, false);
  }

  @Override
  public void reportOutdated(String message) {
    reportProgress(message, true);
  }

  @Override
  public synchronized void checkpoint(String message) {
    progress.say(message, false);
    showProgress();
  }

  /** Shows that work begins when there is a reason that somebody may wait for. */
  void begin() {
    boolean attempted =
        readyBefore().filter(ready -> ready.observedGeneration() == generation()).isPresent();
    if (!attempted) {
      report(
          "processing object: new generation %d -> %d"
              .formatted(written.observedGeneration(), generation()));
    } else if (requestedAt().isPresent()) {
      report("reconciliation in progress");
    }
  }

  /** Ends the run: writes what the outcome means for the status, after news of it has left. */
  void finish(Outcome outcome) {
    try {
      endProgress();
      awaitNewsTaken();
      writeEnd(outcome);
    } finally {
      ended(outcome);
    }
  }

  /** Ends the run without writing anything. */
  synchronized void ended(Outcome outcome) {
    trace.ended(outcome, Optional.ofNullable(facts.get(Notice.REVISION)));
  }

  private void awaitNewsTaken() {
    if (hasTold()) {
      services.events().awaitTaken(EventSubject.of(object));
    }
  }

  private synchronized boolean hasTold() {
    return told;
  }

  private synchronized void endProgress() {
    progress.end();
  }

  private synchronized void holdProgressBack() {
    progress.hold();
  }

  private synchronized void takeProgressUp() {
    progress.takeUp();
  }

  private synchronized void writeEnd(Outcome outcome) {
    S end =
        status.withConditions(
            StatusConditions.summarize(
                kind.conditions(),
                written.conditions(),
                marks,
                outcome,
                generation(),
                services.clock()));
    end =
        end.withObservedGeneration(settles(outcome) ? generation() : written.observedGeneration());
    write(
        end.withLastHandledReconcileAt(
            object.requestedAt().orElse(written.lastHandledReconcileAt())));
  }

  /** The Ready condition before this run. */
  Optional<Condition> readyBefore() {
    return Conditions.find(object.status().conditions(), ConditionType.READY);
  }

  /** What the pipeline said for metrics. */
  synchronized RunFindings findings() {
    return findings;
  }

  synchronized boolean toldGoodNews() {
    return toldGoodNews;
  }

  /** The object as the server had it after the last write. */
  synchronized R newest() {
    return newest;
  }

  private boolean settles(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Ready _, Outcome.Unchanged _, Outcome.Stalled _ -> true;
      case Outcome.Suspended _ -> kind.observesSuspended(object);
      case Outcome.Waiting _, Outcome.Retry _, Outcome.Deleted _ -> false;
    };
  }

  private synchronized void reportProgress(String message, boolean isOutdated) {
    progress.say(message, isOutdated);
    if (progress.isShown()) {
      writeProgress();
    } else {
      progress.showInTime();
    }
  }

  private synchronized void showProgress() {
    if (progress.show()) {
      writeProgress();
    }
  }

  private void writeProgress() {
    S now =
        status.withConditions(
            StatusConditions.progress(
                kind.conditions(),
                written.conditions(),
                marks,
                progress.message(),
                progress.isOutdated(),
                generation(),
                services.clock()));
    write(
        now.withObservedGeneration(written.observedGeneration())
            .withLastHandledReconcileAt(written.lastHandledReconcileAt()));
  }

  private void write(S wanted) {
    if (!wanted.equals(written)) {
      writer.writeStatus(newest, written, wanted).ifPresent(stored -> newest = stored);
      written = wanted;
    }
  }

  /** Nobody waits for a revision before there is an object that wants it. */
  private Optional<Instant> createdAt() {
    return Optional.ofNullable(object.getMetadata().getCreationTimestamp())
        .flatMap(text -> new Timestamp(text).tryInstant());
  }

  private boolean sameWishes(R other) {
    return generationOf(other) == generation() && other.requestedAt().equals(object.requestedAt());
  }

  private long generation() {
    return generationOf(object);
  }

  private static long generationOf(ReconciledObject<?> object) {
    Long generation = object.getMetadata().getGeneration();
    return generation == null ? 0 : generation;
  }
}
