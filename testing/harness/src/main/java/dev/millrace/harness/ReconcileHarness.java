package dev.millrace.harness;

import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Conditions;
import dev.millrace.api.meta.FluxObject;
import dev.millrace.api.meta.ReconciledObject;
import dev.millrace.api.meta.ReconciledStatus;
import dev.millrace.runtime.condition.ConditionType;
import dev.millrace.runtime.condition.KstatusContract;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.fairness.RequestTurns;
import dev.millrace.runtime.reconcile.FrameServices;
import dev.millrace.runtime.reconcile.Kind;
import dev.millrace.runtime.reconcile.ObjectKey;
import dev.millrace.runtime.reconcile.Ownership;
import dev.millrace.runtime.reconcile.Pipeline;
import dev.millrace.runtime.reconcile.ProgressPace;
import dev.millrace.runtime.reconcile.ReconcileFrame;
import dev.millrace.runtime.reconcile.RunObserver;
import dev.millrace.runtime.reconcile.RunSlots;
import dev.millrace.runtime.reconcile.Tracing;
import dev.millrace.runtime.schedule.Backoff;
import dev.millrace.runtime.schedule.Jitter;
import dev.millrace.runtime.schedule.Schedule;
import dev.millrace.servers.FakeClock;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * One object and the frame that reconciles it, without a cluster: time moves only when told, events
 * are collected, and every status that a run ends with is checked against the kstatus contract.
 *
 * @param <R> the kind
 * @param <S> the kind's status
 */
public final class ReconcileHarness<
    R extends CustomResource<?, S> & ReconciledObject<S>, S extends ReconciledStatus<S>> {
  private final FakeClock clock = new FakeClock();
  private final List<Notice> notices = new ArrayList<>();
  private final Kind<R> kind;
  private final StoredObject<R, S> stored;
  private final ReconcileFrame<R, S> frame;

  private ReconcileHarness(Kind<R> kind, Pipeline<R, S> pipeline, R object) {
    this.kind = kind;
    this.stored = new StoredObject<>(object);
    Schedule<ObjectKey> schedule =
        new Schedule<>(
            new Jitter(0, new Random(1)),
            new Backoff<>(Duration.ofMillis(750), Duration.ofMinutes(15)),
            Duration.ofSeconds(30));
    FrameServices services =
        new FrameServices(
            clock,
            clock::nanoTime,
            (_, notice) -> notices.add(notice),
            schedule,
            RunObserver.none(),
            ProgressPace.immediate(),
            Ownership.EVERYTHING,
            Tracing.OFF,
            RequestTurns.usual());
    this.frame = new ReconcileFrame<>(services, kind, pipeline, new RunSlots(1));
  }

  /** A harness around an object that was just created; the object gets what a server adds. */
  public static <
          R extends CustomResource<?, S> & ReconciledObject<S>, S extends ReconciledStatus<S>>
      ReconcileHarness<R, S> of(Kind<R> kind, Pipeline<R, S> pipeline, R object) {
    object.getMetadata().setGeneration(1L);
    object.getMetadata().setUid("uid-" + object.getMetadata().getName());
    return new ReconcileHarness<>(kind, pipeline, object);
  }

  /**
   * Runs once.
   *
   * @return the delay until the next run; empty when only an event can start one
   */
  public Optional<Duration> reconcile() {
    R object = stored.object();
    try {
      Optional<Duration> next = frame.reconcile(ObjectKey.of(object), stored);
      checkStatus();
      return next;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** The object as it is stored now. */
  public R object() {
    return stored.object();
  }

  /** The status as it is stored now. */
  public S status() {
    return stored.object().status();
  }

  /** The stored conditions, each as {@code Type=Status/Reason}, in their order. */
  public List<String> conditions() {
    return status().conditions().stream()
        .map(c -> c.type() + "=" + c.status() + "/" + c.reason())
        .toList();
  }

  /** The message of a stored condition; empty text when there is no such condition. */
  public String message(String conditionType) {
    return status().conditions().stream()
        .filter(c -> c.type().equals(conditionType))
        .map(c -> c.message())
        .findFirst()
        .orElse("");
  }

  /** What was told about the object so far. */
  public List<Notice> notices() {
    return notices;
  }

  /** The time. */
  public FakeClock clock() {
    return clock;
  }

  /** How many times a status was written. */
  public int statusWrites() {
    return stored.statusWrites();
  }

  /** Changes the object as a user does: its generation goes up. */
  public void edit(Consumer<R> change) {
    R object = stored.object();
    change.accept(object);
    object.getMetadata().setGeneration(object.getMetadata().getGeneration() + 1);
  }

  /** Asks for a run. */
  public void request(String value) {
    Map<String, String> annotations =
        new HashMap<>(
            Optional.ofNullable(stored.object().getMetadata().getAnnotations()).orElse(Map.of()));
    annotations.put(FluxObject.REQUESTED_AT, value);
    stored.object().getMetadata().setAnnotations(annotations);
  }

  /** Deletes the object; its finalizer keeps it until a run removes that. */
  public void delete() {
    stored.object().getMetadata().setDeletionTimestamp(clock.instant().toString());
  }

  private void checkStatus() {
    R object = stored.object();
    if (status().conditions().isEmpty()) {
      return;
    }
    List<String> violations =
        KstatusContract.violations(
            kind.conditions(),
            status().conditions(),
            object.getMetadata().getGeneration(),
            observedGeneration());
    if (!violations.isEmpty()) {
      throw new AssertionError("the status breaks the kstatus contract: " + violations);
    }
  }

  /** That of the status or, for kinds that do not record one there, that of Ready. */
  private long observedGeneration() {
    boolean recorded = status().withObservedGeneration(1).observedGeneration() == 1;
    return recorded
        ? status().observedGeneration()
        : Conditions.find(status().conditions(), ConditionType.READY)
            .map(Condition::observedGeneration)
            .orElse(0L);
  }
}
