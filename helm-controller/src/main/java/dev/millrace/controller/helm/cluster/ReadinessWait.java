package dev.millrace.controller.helm.cluster;

import dev.millrace.apply.Parking;
import dev.millrace.apply.health.Health;
import dev.millrace.apply.health.HealthExpressions;
import dev.millrace.apply.health.HealthFeed;
import dev.millrace.apply.health.HealthRules;
import dev.millrace.apply.health.HealthStatus;
import dev.millrace.apply.health.HealthTarget;
import dev.millrace.apply.health.HealthWaiter;
import dev.millrace.apply.health.WaitOptions;
import dev.millrace.apply.health.WaitOutcome;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.cel.ExpressionCompiler;
import dev.millrace.cluster.ClusterConnection;
import dev.millrace.cluster.waiting.CancelledWait;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Waits until objects work: by kstatus and the user's rules, or by those of Helm 3 (FLUX.md 4.4).
 */
final class ReadinessWait {
  private static final String SUCCEEDED = "status.phase == 'Succeeded'";
  private static final String FAILED = "status.phase == 'Failed'";

  private final ClusterConnection cluster;
  private final HealthFeed feed;
  private final Predicate<KubeObject> awaited;
  private final List<HealthExpressions> rules;
  private final Parking parking;
  private final KnownSecrets secrets;
  private final Clock clock;
  private final ScheduledExecutorService timer;
  private Optional<CancelledWait> cancelledBy = Optional.empty();

  /**
   * @param feed watches of the same identity that others wait on, too
   * @param strategy which objects are waited for, and by which rules
   * @param parking waits without holding a slot, and ends waits that nobody needs any more
   * @param secrets what is kept out of what pods say
   */
  ReadinessWait(
      ClusterConnection cluster,
      HealthFeed feed,
      ReleaseSessions.Strategy strategy,
      Parking parking,
      KnownSecrets secrets,
      Clock clock,
      ScheduledExecutorService timer) {
    this.cluster = cluster;
    this.feed = feed;
    this.parking = parking;
    this.secrets = secrets;
    switch (strategy) {
      case ReleaseSessions.Strategy.Poller(var given) -> {
        this.awaited = _ -> true;
        this.rules = given;
      }
      case ReleaseSessions.Strategy.Legacy() -> {
        this.awaited = LegacyReadiness::waitsFor;
        this.rules = LegacyReadiness.rules();
      }
    }
    this.clock = clock;
    this.timer = timer;
  }

  /** Waits for the objects of a release; the result says what is wrong. */
  Optional<String> ofRelease(List<KubeObject> objects, boolean jobs, Duration timeout)
      throws InterruptedException {
    List<HealthTarget> targets =
        objects.stream()
            .filter(awaited)
            .filter(object -> jobs || !isJob(object))
            .filter(object -> !isPausedDeployment(object))
            .map(ReadinessWait::target)
            .toList();
    return await(targets, rules, timeout);
  }

  /** Waits for a hook: a Job completes, a Pod succeeds, others are done once they exist. */
  Optional<String> ofHook(KubeObject hook, Duration timeout) throws InterruptedException {
    if (isJob(hook)) {
      return await(List.of(target(hook)), List.of(), timeout);
    }
    if (hook.kind().equals("Pod")) {
      return await(List.of(target(hook)), List.of(succeededPods()), timeout);
    }
    return Optional.empty();
  }

  /** What of an object it is enough to keep until it is waited for. */
  KubeObject essence(KubeObject object) {
    return Essence.of(object, rules);
  }

  private Optional<String> await(
      List<HealthTarget> targets, List<HealthExpressions> expressions, Duration timeout)
      throws InterruptedException {
    HealthWaiter waiter =
        new HealthWaiter(cluster, feed, new HealthRules(clock, expressions), timer);
    return switch (parking.await(waiter.start(targets, new WaitOptions(timeout, true)))) {
      case WaitOutcome.Ready _ -> Optional.empty();
      case WaitOutcome.NotReady(_, String message, var health) ->
          Optional.of(secrets.scrub(message) + causes(targets, health));
      case WaitOutcome.Cancelled(_, String trigger) -> {
        CancelledWait cancelled = new CancelledWait(trigger);
        cancelledBy = Optional.of(cancelled);
        yield Optional.of(cancelled.message());
      }
    };
  }

  /** What ended a wait before its time; empty if nothing did. */
  Optional<CancelledWait> cancelledBy() {
    return cancelledBy;
  }

  private String causes(List<HealthTarget> targets, Map<ObjectRef, Health> health) {
    List<KubeObject> unhealthy =
        targets.stream()
            .filter(target -> isUnhealthy(health.get(target.ref())))
            .map(
                target ->
                    target
                        .lastSeen()
                        .orElseGet(() -> KubeObject.named(target.apiVersion(), target.ref())))
            .toList();
    String found = new Diagnosis(cluster, secrets).of(unhealthy);
    return found.isEmpty() ? "" : "; " + found;
  }

  private static boolean isUnhealthy(@Nullable Health health) {
    return health != null && health.status() != HealthStatus.CURRENT;
  }

  private static HealthTarget target(KubeObject object) {
    return object.resourceVersion().isEmpty()
        ? HealthTarget.of(object.apiVersion(), object.ref())
        : HealthTarget.of(object);
  }

  private static HealthExpressions succeededPods() {
    return HealthExpressions.compile(
        ExpressionCompiler.shared(), "v1", "Pod", SUCCEEDED, "", FAILED);
  }

  private static boolean isJob(KubeObject object) {
    return object.kind().equals("Job") && object.apiVersion().startsWith("batch/");
  }

  private static boolean isPausedDeployment(KubeObject object) {
    return object.kind().equals("Deployment") && Boolean.TRUE.equals(object.get("spec", "paused"));
  }
}
