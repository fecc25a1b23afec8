package dev.millrace.apply.health;

import static dev.millrace.apply.Objects.object;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.InMemoryCluster;
import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.cel.ExpressionCompiler;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HealthWaiterTest {

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final KubeObject WIDGET = object("example.com/v1", "Widget", "w");
  private static final KubeObject OTHER = object("example.com/v1", "Widget", "other");

  private final InMemoryCluster cluster = new InMemoryCluster();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void isOverAtOnceWhenEverythingIsCurrent() throws Exception {
    cluster.store(WIDGET);

    assertThat(outcome(start(LONG, false, WIDGET))).isInstanceOf(WaitOutcome.Ready.class);
    assertThat(cluster.openWatches()).isZero();
  }

  @Test
  void tellsHowLongItTookWhateverTheTimeOfDay() throws Exception {
    AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
    cluster.store(condition(WIDGET, "Ready", "False"));
    HealthWait wait =
        new HealthWaiter(
                cluster, HealthFeed.none(), new HealthRules(Clock.systemUTC()), timer, now::get)
            .start(
                List.of(HealthTarget.of(WIDGET.apiVersion(), WIDGET.ref())),
                new WaitOptions(LONG, true));
    now.addAndGet(Duration.ofSeconds(3).toNanos());

    cluster.store(condition(WIDGET, "Ready", "True"));

    assertThat(outcome(wait)).isEqualTo(new WaitOutcome.Ready(Duration.ofSeconds(3)));
  }

  @Test
  void watchesNothingWhenTheObjectIsKnownToBeCurrent() throws Exception {
    HealthWait wait = waiter().start(List.of(HealthTarget.of(WIDGET)), new WaitOptions(LONG, true));

    assertThat(outcome(wait)).isInstanceOf(WaitOutcome.Ready.class);
    assertThat(cluster.requests).isEmpty();
  }

  @Test
  void endsWhenTheLastObjectBecomesReady() throws Exception {
    cluster.store(condition(WIDGET, "Ready", "False"));
    cluster.store(OTHER);
    HealthWait wait = start(LONG, false, WIDGET, OTHER);
    assertThat(wait.outcome()).isNotDone();
    assertThat(statusIn(wait, WIDGET)).isEqualTo(HealthStatus.IN_PROGRESS);

    cluster.store(condition(WIDGET, "Ready", "True"));

    assertThat(outcome(wait)).isInstanceOf(WaitOutcome.Ready.class);
    assertThat(cluster.requests).hasSize(2).allMatch(request -> request.startsWith("watch"));
    assertThat(cluster.openWatches()).isZero();
  }

  @Test
  void waitsForObjectsThatDoNotExistYet() throws Exception {
    HealthWait wait = start(LONG, true, WIDGET);
    assertThat(statusIn(wait, WIDGET)).isEqualTo(HealthStatus.NOT_FOUND);

    cluster.store(WIDGET);

    assertThat(outcome(wait)).isInstanceOf(WaitOutcome.Ready.class);
  }

  @Test
  void saysWhatItWaitedForWhenTimeIsUp() throws Exception {
    cluster.store(condition(WIDGET, "Ready", "False"));

    WaitOutcome outcome = outcome(start(Duration.ofMillis(1), false, WIDGET, OTHER));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            WaitOutcome.NotReady.class,
            late ->
                assertThat(late.message())
                    .isEqualTo(
                        "timeout waiting for: [Widget/app/w status: 'InProgress',"
                            + " Widget/app/other status: 'NotFound']"));
  }

  @Test
  void failsFastWithTheFirstObjectThatIsStuck() throws Exception {
    cluster.store(condition(WIDGET, "Stalled", "True"));

    WaitOutcome outcome = outcome(start(LONG, true, WIDGET, OTHER));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            WaitOutcome.NotReady.class,
            failed ->
                assertThat(failed.message())
                    .isEqualTo(
                        "failed early due to stalled resources: [Widget/app/w status: 'Failed']"));
  }

  @Test
  void waitsForTheOthersWhenItNeedNotFailFast() throws Exception {
    cluster.store(condition(WIDGET, "Stalled", "True"));
    HealthWait wait = start(LONG, false, WIDGET, OTHER);
    assertThat(wait.outcome()).isNotDone();

    cluster.store(OTHER);

    assertThat(outcome(wait)).isInstanceOf(WaitOutcome.NotReady.class);
  }

  @Test
  void canBeCancelled() throws Exception {
    HealthWait wait = start(LONG, true, WIDGET);

    wait.cancel("a new revision is there");

    assertThat(outcome(wait))
        .isInstanceOfSatisfying(
            WaitOutcome.Cancelled.class,
            cancelled -> assertThat(cancelled.reason()).isEqualTo("a new revision is there"));
    assertThat(cluster.openWatches()).isZero();
  }

  @Test
  void waitsForJobsToComplete() throws Exception {
    KubeObject job =
        object("batch/v1", "Job", "j").with("2026-01-01T00:00:00Z", "status", "startTime");
    cluster.store(job);
    HealthWait wait = start(LONG, true, job);
    assertThat(wait.outcome()).isNotDone();

    cluster.store(condition(job, "Complete", "True"));

    assertThat(outcome(wait)).isInstanceOf(WaitOutcome.Ready.class);
  }

  @Test
  void countsJobsAsDoneThatVanishedAfterTheirTime() throws Exception {
    KubeObject job = object("batch/v1", "Job", "j").with(0L, "spec", "ttlSecondsAfterFinished");
    cluster.store(job);
    HealthWait wait = waiter().start(List.of(HealthTarget.of(job)), new WaitOptions(LONG, true));
    assertThat(wait.outcome()).isNotDone();

    cluster.remove(job.ref());

    assertThat(outcome(wait)).isInstanceOf(WaitOutcome.Ready.class);
  }

  @Test
  void acceptsSuspendedJobs() {
    KubeObject job = object("batch/v1", "Job", "j").with(true, "spec", "suspend");

    assertThat(new HealthRules(Clock.systemUTC()).judge(job).status())
        .isEqualTo(HealthStatus.CURRENT);
  }

  @Test
  void failsStatefulSetsWhosePodsCrash() throws Exception {
    KubeObject set =
        object("apps/v1", "StatefulSet", "db")
            .with(Map.of("app", "db"), "spec", "selector", "matchLabels");
    cluster.store(set);
    cluster.store(crashingPod("db-0"));

    WaitOutcome outcome = outcome(start(LONG, true, set));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            WaitOutcome.NotReady.class,
            failed ->
                assertThat(failed.health().values())
                    .extracting(Health::message)
                    .containsExactly("1 pods have failed"));
  }

  @Test
  void doesNotFailStatefulSetsForPodsThatAreLeaving() {
    KubeObject set =
        object("apps/v1", "StatefulSet", "db")
            .with(Map.of("app", "db"), "spec", "selector", "matchLabels");
    cluster.store(set);
    cluster.store(
        crashingPod("db-0").with("2026-01-01T00:00:00Z", "metadata", "deletionTimestamp"));

    HealthWait wait = start(LONG, true, set);

    assertThat(wait.outcome()).isNotDone();
    wait.cancel("enough");
  }

  private static KubeObject crashingPod(String name) {
    Map<String, Object> waiting = Map.of("waiting", Map.of("reason", "CrashLoopBackOff"));
    return object("v1", "Pod", name)
        .with(Map.of("app", "db"), "metadata", "labels")
        .with(
            Map.of(
                "phase",
                "Running",
                "containerStatuses",
                List.of(Map.of("name", "c", "state", waiting))),
            "status");
  }

  @Test
  void judgesKindsByTheExpressionsOfTheUser() {
    HealthExpressions expressions =
        HealthExpressions.compile(
            new ExpressionCompiler(),
            "example.com/v1",
            "Widget",
            "status.phase == 'done'",
            "status.phase == 'building'",
            "status.phase == 'broken'");
    HealthRules rules = new HealthRules(Clock.systemUTC(), List.of(expressions));

    assertThat(rules.judge(phase("building")).status()).isEqualTo(HealthStatus.IN_PROGRESS);
    assertThat(rules.judge(phase("broken")).status()).isEqualTo(HealthStatus.FAILED);
    assertThat(rules.judge(phase("done")).status()).isEqualTo(HealthStatus.CURRENT);
    assertThat(rules.judge(phase("other")).status()).isEqualTo(HealthStatus.IN_PROGRESS);
    assertThat(
            rules
                .judge(
                    phase("done")
                        .with(1L, "status", "observedGeneration")
                        .with(2L, "metadata", "generation"))
                .status())
        .isEqualTo(HealthStatus.IN_PROGRESS);
  }

  @Test
  void reportsExpressionsThatFail() {
    HealthExpressions expressions =
        HealthExpressions.compile(
            new ExpressionCompiler(), "example.com/v1", "Widget", "status.phase == 'x'", "", "");
    HealthRules rules = new HealthRules(Clock.systemUTC(), List.of(expressions));

    Health health = rules.judge(WIDGET);

    assertThat(health.status()).isEqualTo(HealthStatus.UNKNOWN);
    assertThat(health.message()).contains("status");
  }

  @Test
  void readsObjectsThatMayNotBeWatched() {
    cluster.store(WIDGET);
    cluster.refuse(
        request -> request.startsWith("watch"),
        ApiFailure.answered(403, "Forbidden", "you may not watch"));
    List<String> watchFailures = cluster.requests;

    HealthWait wait = start(LONG, true, WIDGET);

    assertThat(wait.outcome()).succeedsWithin(Duration.ofSeconds(10));
    assertThat(watchFailures).contains("get Widget/app/w");
  }

  @Test
  @Timeout(60)
  void holdsNoObjectThatIsWellWhileItWaitsForOthers() throws Exception {
    CompletableFuture<HealthWait> wait = new CompletableFuture<>();
    WeakReference<KubeObject> secret = waitFor(object("v1", "Secret", "s"), wait);

    while (secret.get() != null) {
      System.gc();
    }

    assertThat(wait.get().outcome()).isNotDone();
  }

  /** Waits for an object that is well and one that is not; this test holds neither. */
  private WeakReference<KubeObject> waitFor(KubeObject well, CompletableFuture<HealthWait> wait) {
    HealthTarget unwell = HealthTarget.of(condition(WIDGET, "Ready", "False"));
    wait.complete(
        waiter().start(List.of(HealthTarget.of(well), unwell), new WaitOptions(LONG, true)));
    return new WeakReference<>(well);
  }

  private static HealthStatus statusIn(HealthWait wait, KubeObject object) {
    return Optional.ofNullable(wait.progress().get(object.ref())).orElseThrow().status();
  }

  private static KubeObject phase(String phase) {
    return WIDGET.with(phase, "status", "phase");
  }

  private static KubeObject condition(KubeObject object, String type, String status) {
    return object.with(List.of(Map.of("type", type, "status", status)), "status", "conditions");
  }

  private HealthWait start(Duration timeout, boolean failFast, KubeObject... objects) {
    List<HealthTarget> targets =
        Stream.of(objects)
            .map(object -> HealthTarget.of(object.apiVersion(), object.ref()))
            .toList();
    return waiter().start(targets, new WaitOptions(timeout, failFast));
  }

  private static WaitOutcome outcome(HealthWait wait) throws Exception {
    return wait.outcome().get(10, SECONDS);
  }

  private HealthWaiter waiter() {
    return new HealthWaiter(cluster, HealthFeed.none(), new HealthRules(Clock.systemUTC()), timer);
  }
}
