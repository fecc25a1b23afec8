package dev.millrace.controller.helm.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.Subscription;
import dev.millrace.apply.cluster.WatchListener;
import dev.millrace.apply.health.HealthFeed;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.cluster.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedWatchesTest {
  private static final String LABEL = "helm.toolkit.fluxcd.io/name";
  private static final Identity TENANT = Identity.serviceAccount("apps", "tenant");

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final SharedWatches watches = new SharedWatches(LABEL, timer);
  private final WatchedCluster cluster = new WatchedCluster();
  private final HealthFeed feed = watches.of(TENANT, cluster);
  private final Heard first = new Heard();
  private final Heard second = new Heard();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void opensOneWatchForAllWhoWaitForAKind() {
    follow(feed, deployment("a", 10), first);
    follow(feed, deployment("b", 11), second);

    cluster.report(deployment("a", 12));
    cluster.report(deployment("b", 13));

    assertThat(cluster.targets()).containsExactly("Deployment in apps with " + LABEL + " since 10");
    assertThat(first.events).containsExactly("a at 12");
    assertThat(second.events).containsExactly("b at 13");
  }

  @Test
  void sharesNothingBetweenIdentitiesAndNamespaces() {
    follow(feed, deployment("a", 10), first);
    follow(watches.of(Identity.own(), cluster), deployment("b", 11), second);
    follow(feed, KubeObjects.with(deployment("c", 12), "other"), second);

    assertThat(cluster.targets()).hasSize(3);
  }

  @Test
  void tellsWhoComesLateWhatItMissed() {
    follow(feed, deployment("a", 10), first);
    cluster.report(deployment("b", 15));

    follow(feed, deployment("b", 12), second);

    assertThat(second.events).containsExactly("b at 15");
  }

  @Test
  void letsNobodyJoinWhoMayHaveMissedSomething() {
    follow(feed, deployment("a", 10), first);

    assertThat(feed.follow(deployment("older", 9), second)).isEmpty();
    cluster.gone("b");
    assertThat(feed.follow(deployment("b", 12), second)).isEmpty();
    for (int i = 0; i <= 64; i++) {
      cluster.report(deployment("many-" + i, 20 + i));
    }
    assertThat(feed.follow(deployment("forgotten", 19), second)).isEmpty();
    assertThat(feed.follow(deployment("later", 21), second)).isPresent();
  }

  @Test
  void leavesAloneWhatIsNotOfAHelmReleaseOrNotInANamespace() {
    assertThat(feed.follow(KubeObjects.of("Deployment", "apps", "a", 10, Map.of()), first))
        .isEmpty();
    assertThat(feed.follow(KubeObjects.of("XRole", "", "a", 10, Map.of(LABEL, "r")), first))
        .isEmpty();
    assertThat(cluster.targets()).isEmpty();
  }

  @Test
  void watchesEachObjectAloneWhereTheIdentityMayNotWatchAll() {
    follow(feed, deployment("a", 10), first);

    cluster.fail(ApiFailure.answered(403, "Forbidden", "no"));

    assertThat(cluster.targets()).endsWith("Deployment a in apps since 10");
    assertThat(first.events).isEmpty();
    assertThat(feed.follow(deployment("b", 11), second)).isEmpty();
  }

  @Test
  void tellsOfObjectsThatWentWhileTheWatchWasBroken() {
    follow(feed, deployment("a", 10), first);
    follow(feed, deployment("b", 10), second);
    cluster.fail(ApiFailure.answered(500, "InternalError", "away"));

    cluster.report(deployment("b", 12));
    cluster.synced();

    assertThat(first.events).containsExactly("failure", "a gone");
    assertThat(second.events).containsExactly("failure", "b at 12");
  }

  @Test
  void endsWhenNobodyWaitsAnyMore() {
    SharedWatch watch = new SharedWatch(cluster, "10", () -> {});
    Subscription waits = watch.follow(deployment("a", 11), first).orElseThrow();
    assertThat(watch.endIfUnused()).isFalse();

    waits.close();

    assertThat(watch.endIfUnused()).isTrue();
    assertThat(watch.follow(deployment("a", 11), first)).isEmpty();
  }

  @Test
  void endsAllWatchesWithTheController() {
    follow(feed, deployment("a", 10), first);

    watches.close();
    cluster.report(deployment("a", 12));

    assertThat(first.events).isEmpty();
  }

  private static void follow(HealthFeed feed, KubeObject since, WatchListener listener) {
    assertThat(feed.follow(since, listener)).isPresent();
  }

  private static KubeObject deployment(String name, int version) {
    return KubeObjects.of("Deployment", "apps", name, version, Map.of(LABEL, "release"));
  }

  /** What somebody who waits hears. */
  private static final class Heard implements WatchListener {
    private final List<String> events = new ArrayList<>();

    @Override
    public void onUpsert(KubeObject object) {
      events.add(object.name() + " at " + object.resourceVersion());
    }

    @Override
    public void onDelete(ObjectRef ref) {
      events.add(ref.name() + " gone");
    }

    @Override
    public void onFailure(ApiFailure failure) {
      events.add("failure");
    }
  }
}
