package dev.millrace.runtime.reconcile;

import dev.millrace.runtime.condition.Condition;
import dev.millrace.runtime.condition.ConditionType;
import dev.millrace.runtime.condition.Conditions;
import dev.millrace.runtime.condition.Marks;
import dev.millrace.runtime.event.EventSubject;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.outcome.Severity;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/** The state of one run: what it found, said and has written so far. */
final class ActiveRun<R extends CustomResource<?, S>, S> implements Run<R, S> {
  private final FrameServices services;
  private final Kind<R, S> kind;
  private final RunSlots slots;
  private final ObjectWriter<R> writer;
  private final R object;
  private final StatusTree initial;
  private final Map<String, String> facts = new LinkedHashMap<>();
  private R newest;
  private StatusTree written;
  private S status;
  private Marks marks = Marks.NONE;
  private boolean toldGoodNews;

  ActiveRun(
      FrameServices services, Kind<R, S> kind, RunSlots slots, ObjectWriter<R> writer, R object) {
    this.services = services;
    this.kind = kind;
    this.slots = slots;
    this.writer = writer;
    this.object = object;
    this.newest = object;
    this.status = object.getStatus() == null ? kind.newStatus() : object.getStatus();
    this.initial = new StatusTree(tree(object.getStatus() == null ? Map.of() : status));
    this.written = initial;
  }

  @Override
  public R object() {
    return object;
  }

  @Override
  public S status() {
    return status;
  }

  @Override
  public void update(UnaryOperator<S> change) {
    status = change.apply(status);
  }

  @Override
  public void mark(Condition condition) {
    marks = marks.with(condition);
  }

  @Override
  public void unmark(String conditionType) {
    marks = marks.without(conditionType);
  }

  @Override
  public Optional<Condition> condition(String type) {
    return marks.byType().containsKey(type)
        ? marks.get(type)
        : Conditions.find(initial.conditions(), type);
  }

  @Override
  public void fact(String key, String value) {
    facts.put(key, value);
  }

  @Override
  public void tell(Notice notice) {
    toldGoodNews |= notice.severity() == Severity.INFO;
    Map<String, String> metadata = new LinkedHashMap<>(facts);
    metadata.putAll(notice.metadata());
    services.events().record(EventSubject.of(newest), notice.with(metadata));
  }

  @Override
  public boolean superseded() {
    R known = writer.latest().orElse(newest);
    return known.isMarkedForDeletion() != object.isMarkedForDeletion()
        || !sameWishes(known)
        || !sameWishes(newest);
  }

  @Override
  public Optional<String> requestedAt() {
    return ReconcileRequest.of(object)
        .filter(value -> !initial.lastHandledReconcileAt().equals(Optional.of(value)));
  }

  @Override
  public <T> T parked(Callable<T> wait) throws Exception {
    return slots.parked(wait);
  }

  @Override
  public void report(String message) {
    write(progress(message, false));
  }

  @Override
  public void reportOutdated(String message) {
    write(progress(message, true));
  }

  /** Shows that work begins when there is a reason that somebody may wait for. */
  void begin() {
    boolean attempted =
        Conditions.find(initial.conditions(), ConditionType.READY)
            .filter(ready -> ready.observedGeneration() == generation())
            .isPresent();
    if (!attempted) {
      report(
          "processing object: new generation %d -> %d"
              .formatted(initial.observedGeneration(), generation()));
    } else if (requestedAt().isPresent()) {
      report("reconciliation in progress");
    }
  }

  /** Writes what the outcome means for the status. */
  void finish(Outcome outcome) {
    StatusTree end = kindFields();
    end =
        end.withConditions(
            Conditions.summarize(
                kind.conditions(),
                written.conditions(),
                marks,
                outcome,
                generation(),
                services.clock()));
    if (settles(outcome)) {
      end = end.withObservedGeneration(generation());
    }
    Optional<String> request = ReconcileRequest.of(object);
    if (request.isPresent()) {
      end = end.withLastHandledReconcileAt(request.get());
    }
    write(end);
  }

  /** The Ready condition before this run. */
  Optional<Condition> readyBefore() {
    return Conditions.find(initial.conditions(), ConditionType.READY);
  }

  /** The Ready condition as last written. */
  Optional<Condition> readyNow() {
    return Conditions.find(written.conditions(), ConditionType.READY);
  }

  boolean toldGoodNews() {
    return toldGoodNews;
  }

  /** The object as the server had it after the last write. */
  R newest() {
    return newest;
  }

  private static boolean settles(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Ready _, Outcome.Unchanged _, Outcome.Stalled _ -> true;
      case Outcome.Waiting _, Outcome.Retry _, Outcome.Suspended _, Outcome.Deleted _ -> false;
    };
  }

  private StatusTree progress(String message, boolean outdated) {
    List<Condition> conditions =
        Conditions.progress(
            kind.conditions(),
            written.conditions(),
            marks,
            message,
            outdated,
            generation(),
            services.clock());
    return kindFields().withConditions(conditions);
  }

  private StatusTree kindFields() {
    return written.withKindFields(tree(status));
  }

  private void write(StatusTree wanted) {
    if (TreePatch.between(written.fields(), wanted.fields()).isEmpty()) {
      return;
    }
    writer
        .writeStatus(newest, written.fields(), wanted.fields())
        .ifPresent(stored -> newest = stored);
    written = wanted;
  }

  private boolean sameWishes(R other) {
    return generationOf(other) == generation()
        && ReconcileRequest.of(other).equals(ReconcileRequest.of(object));
  }

  private long generation() {
    return generationOf(object);
  }

  private static long generationOf(CustomResource<?, ?> object) {
    Long generation = object.getMetadata().getGeneration();
    return generation == null ? 0 : generation;
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> tree(Object value) {
    return services.serialization().convertValue(value, Map.class);
  }
}
