package dev.millrace.runtime.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.runtime.condition.ConditionPlan;
import dev.millrace.runtime.condition.KstatusContract;
import dev.millrace.runtime.event.EventRecorder;
import dev.millrace.runtime.event.EventSubject;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.fairness.RequestTurns;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.schedule.Backoff;
import dev.millrace.runtime.schedule.Jitter;
import dev.millrace.runtime.schedule.Schedule;
import dev.millrace.servers.FakeClock;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A cluster that holds one widget, and a frame that reconciles it. */
final class WidgetWorld implements ObjectWriter<Widget, Widget.Status> {
  static final ConditionPlan PLAN =
      new ConditionPlan(Set.of("FetchFailed"), List.of(), Set.of("FetchFailed"));

  final FakeClock clock = new FakeClock();
  final KubernetesSerialization json = new KubernetesSerialization();
  final List<Notice> notices = new ArrayList<>();
  final List<RunReport> reports = new ArrayList<>();
  final List<ObjectKey> forgotten = new ArrayList<>();
  final List<String> statusWrites = new ArrayList<>();
  final List<String> conditionsWhenTaken = new ArrayList<>();
  @Nullable Widget stored;
  int writesToRefuse;

  /** Whose the widget is, each time somebody asks. */
  Hold.Kind hold = Hold.Kind.OWN;

  /** How long a widget waits after a failure, if it says so itself. */
  Optional<Duration> retryInterval = Optional.empty();

  /** Whether a suspended widget counts as observed. */
  boolean observesSuspended;

  /** Who is told of steps. */
  Tracing tracing = Tracing.OFF;

  /** What the test runs later; null for at once. */
  @Nullable List<Runnable> later;

  /** What of that is not to be run any more. */
  final List<Runnable> calledOff = new ArrayList<>();

  private final List<Consumer<Predicate<ObjectKey>>> losses = new ArrayList<>();

  private final RunSlots slots = new RunSlots(1);

  WidgetWorld() {
    Widget widget = new Widget();
    widget.setMetadata(
        new ObjectMetaBuilder()
            .withName("w")
            .withNamespace("apps")
            .withUid("uid-1")
            .withGeneration(1L)
            .build());
    widget.setSpec(new Widget.Spec(false, false));
    stored = widget;
  }

  Widget widget() {
    return Objects.requireNonNull(stored);
  }

  ReconcileFrame<Widget, Widget.Status> frame(Pipeline<Widget, Widget.Status> pipeline) {
    return new ReconcileFrame<>(services(), new WidgetKind(), pipeline, slots);
  }

  FrameServices services() {
    Schedule<ObjectKey> schedule =
        new Schedule<>(
            new Jitter(0, new Random(1)),
            new Backoff<>(Duration.ofMillis(750), Duration.ofMinutes(15)),
            Duration.ofSeconds(30));
    return new FrameServices(
        clock,
        clock::nanoTime,
        recorder(),
        schedule,
        observer(),
        later == null ? ProgressPace.immediate() : this::later,
        ownership(),
        tracing,
        RequestTurns.usual());
  }

  private EventRecorder recorder() {
    return new EventRecorder() {
      @Override
      public void record(EventSubject subject, Notice notice) {
        notices.add(notice);
      }

      @Override
      public void awaitTaken(EventSubject subject) {
        conditionsWhenTaken.add(conditions());
      }
    };
  }

  private Ownership ownership() {
    return new Ownership() {
      @Override
      public Hold enter(ObjectKey object) {
        return new Hold(hold, () -> {});
      }

      @Override
      public boolean owns(ObjectKey object) {
        return true;
      }

      @Override
      public void forget(ObjectKey object) {}

      @Override
      public void onLoss(Consumer<Predicate<ObjectKey>> listener) {
        losses.add(listener);
      }
    };
  }

  /** Loses objects to another replica. */
  void lose(Predicate<ObjectKey> objects) {
    losses.forEach(listener -> listener.accept(objects));
  }

  Kind<Widget> kind() {
    return new WidgetKind();
  }

  private Runnable later(Runnable write) {
    Objects.requireNonNull(later).add(write);
    return () -> calledOff.add(write);
  }

  Optional<Duration> reconcile(Pipeline<Widget, Widget.Status> pipeline) {
    return reconcile(frame(pipeline));
  }

  Optional<Duration> reconcile(ReconcileFrame<Widget, Widget.Status> frame) {
    try {
      return frame.reconcile(new ObjectKey("Widget", "apps", "w"), this);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  Widget.Status status() {
    return widget().status();
  }

  String conditions() {
    return String.join(
        " ",
        status().conditions().stream()
            .map(c -> c.type() + "=" + c.status() + "/" + c.reason())
            .toList());
  }

  List<String> violations() {
    return KstatusContract.violations(
        PLAN,
        status().conditions(),
        widget().getMetadata().getGeneration(),
        status().observedGeneration());
  }

  void request(String value) {
    widget().getMetadata().setAnnotations(Map.of(Widget.REQUESTED_AT, value));
  }

  void change() {
    widget().getMetadata().setGeneration(widget().getMetadata().getGeneration() + 1);
  }

  @Override
  public Optional<Widget> latest() {
    return Optional.ofNullable(stored).map(json::clone);
  }

  @Override
  public Optional<Widget> addFinalizer(Widget object, String finalizer) {
    widget().getMetadata().getFinalizers().add(finalizer);
    return latest();
  }

  @Override
  public Optional<Widget> removeFinalizer(Widget object, String finalizer) {
    widget().getMetadata().getFinalizers().remove(finalizer);
    return latest();
  }

  @Override
  public Optional<Widget> writeStatus(Widget object, Widget.Status before, Widget.Status after) {
    if (writesToRefuse-- > 0) {
      throw new KubernetesClientException("unreachable");
    }
    assertThat(before).isEqualTo(status());
    widget().setStatus(after);
    statusWrites.add(conditions());
    return latest();
  }

  @Override
  public Optional<Widget> clearStatus(Widget object) {
    widget().setStatus(null);
    return latest();
  }

  private RunObserver observer() {
    return new RunObserver() {
      @Override
      public void finished(RunReport report) {
        reports.add(report);
      }

      @Override
      public void forgotten(ObjectKey object) {
        forgotten.add(object);
      }
    };
  }

  /** A pipeline of which only the run matters. */
  static Pipeline<Widget, Widget.Status> ending(Outcome outcome) {
    return _ -> outcome;
  }

  private final class WidgetKind implements Kind<Widget> {
    @Override
    public ConditionPlan conditions() {
      return PLAN;
    }

    @Override
    public Duration interval(Widget object) {
      return Duration.ofMinutes(10);
    }

    @Override
    public Optional<Duration> retryInterval(Widget object) {
      return retryInterval;
    }

    @Override
    public boolean observesSuspended(Widget object) {
      return observesSuspended;
    }

    @Override
    public boolean isStatic(Widget object) {
      return object.getSpec().fixed();
    }
  }
}
