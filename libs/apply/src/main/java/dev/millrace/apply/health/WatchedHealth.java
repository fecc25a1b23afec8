package dev.millrace.apply.health;

import dev.millrace.apply.object.ObjectRef;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** One wait: collects the verdicts on its objects and ends as soon as they are enough. */
final class WatchedHealth implements HealthWait {

  /** After this time verdicts are looked at again, for those that depend on the clock. */
  private static final long SECONDS_BETWEEN_LOOKS = 5;

  private final WaitOptions options;
  private final ScheduledExecutorService timer;
  private final LongSupplier nanoTime;
  private final long started;
  private final Map<ObjectRef, AwaitedObject> objects = new LinkedHashMap<>();
  private final CompletableFuture<WaitOutcome> outcome = new CompletableFuture<>();

  /** Done when all watches are closed, too. */
  private final CompletableFuture<WaitOutcome> ended;

  WatchedHealth(
      List<AwaitedObject> objects,
      ScheduledExecutorService timer,
      LongSupplier nanoTime,
      WaitOptions options) {
    this.options = options;
    this.timer = timer;
    this.nanoTime = nanoTime;
    this.started = nanoTime.getAsLong();
    objects.forEach(object -> this.objects.putIfAbsent(object.ref(), object));
    this.ended =
        outcome.whenComplete((_, _) -> this.objects.values().forEach(AwaitedObject::close));
  }

  void begin() {
    for (AwaitedObject object : objects.values()) {
      if (!outcome.isDone()) {
        object.begin(this::onVerdict);
      }
    }
    onVerdict();
    if (!outcome.isDone()) {
      startTimer();
    }
  }

  private void startTimer() {
    Future<?> timeout =
        timer.schedule(this::onTimeout, options.timeout().toMillis(), TimeUnit.MILLISECONDS);
    Future<?> looks =
        timer.scheduleWithFixedDelay(
            this::lookAgain, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
    var _ =
        outcome.whenComplete(
            (_, _) -> {
              timeout.cancel(false);
              looks.cancel(false);
            });
  }

  private void lookAgain() {
    objects.values().forEach(AwaitedObject::lookAgain);
  }

  private void onVerdict() {
    List<Health> verdicts = objects.values().stream().map(AwaitedObject::health).toList();
    boolean failed = verdicts.stream().anyMatch(health -> is(health, HealthStatus.FAILED));
    boolean settled =
        verdicts.stream()
            .allMatch(
                health -> is(health, HealthStatus.CURRENT) || is(health, HealthStatus.FAILED));
    if (settled && !failed) {
      outcome.complete(new WaitOutcome.Ready(took()));
    } else if (settled || (failed && options.failFast())) {
      fail("failed early due to stalled resources", false);
    }
  }

  private void onTimeout() {
    fail("timeout waiting for", true);
  }

  private void fail(String what, boolean late) {
    Map<ObjectRef, Health> verdicts = progress();
    List<String> problems =
        verdicts.entrySet().stream()
            .flatMap(verdict -> problem(verdict.getKey(), verdict.getValue(), late))
            .toList();
    String message = what + ": [" + String.join(", ", problems) + "]";
    outcome.complete(new WaitOutcome.NotReady(took(), message, verdicts));
  }

  private static Stream<String> problem(ObjectRef ref, Health health, boolean late) {
    boolean concerned =
        is(health, HealthStatus.FAILED) || (late && !is(health, HealthStatus.CURRENT));
    if (!concerned) {
      return Stream.empty();
    }
    boolean explained = is(health, HealthStatus.UNKNOWN) && !health.message().isEmpty();
    return Stream.of(
        ref + " status: '" + health.status() + "'" + (explained ? ": " + health.message() : ""));
  }

  private static boolean is(Health health, HealthStatus status) {
    return health.status() == status;
  }

  private Duration took() {
    return Duration.ofNanos(nanoTime.getAsLong() - started);
  }

  @Override
  public CompletableFuture<WaitOutcome> outcome() {
    return ended;
  }

  @Override
  public Map<ObjectRef, Health> progress() {
    Map<ObjectRef, Health> verdicts = new LinkedHashMap<>();
    objects.forEach((ref, object) -> verdicts.put(ref, object.health()));
    return verdicts;
  }

  @Override
  public void cancel(String reason) {
    outcome.complete(new WaitOutcome.Cancelled(took(), reason));
  }
}
