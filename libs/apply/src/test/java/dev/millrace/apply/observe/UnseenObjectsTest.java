package dev.millrace.apply.observe;

import static dev.millrace.apply.Objects.configMap;
import static dev.millrace.apply.Objects.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.Applier;
import dev.millrace.apply.ApplyOutcome.Applied;
import dev.millrace.apply.ApplyRequest;
import dev.millrace.apply.ApplySettings;
import dev.millrace.apply.InMemoryCluster;
import dev.millrace.apply.cluster.Subscription;
import dev.millrace.apply.cluster.WatchListener;
import dev.millrace.apply.health.HealthRules;
import dev.millrace.apply.health.HealthWaiter;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.normalize.Normalization;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.plan.Desired;
import dev.millrace.apply.plan.OwnerLabels;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Objects that were applied, and that the watch has not shown, or will never show. */
class UnseenObjectsTest {
  private static final String OWNER = "flux-system/apps";
  private static final KubeObject MAP = configMap("settings", "1");
  private static final KubeObject OTHER = configMap("other", "1");
  private static final KubeObject PASSING_JOB =
      object("batch/v1", "Job", "migrate").with(60L, "spec", "ttlSecondsAfterFinished");

  private final InMemoryCluster cluster = new InMemoryCluster();
  private final List<Drift> drifts = new ArrayList<>();
  private final ApplySettings settings = ApplySettings.ofKustomizeController().withConcurrency(1);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private Observatory observatory = observatoryOf("");

  @AfterEach
  void stop() {
    observatory.close();
    timer.shutdownNow();
  }

  @Test
  void reportsWhatWasDeletedBeforeTheWatchBegan() {
    Applied applied = apply(MAP, OTHER);

    cluster.remove(MAP.ref());
    observe(applied);

    assertThat(drifts).containsExactly(new Drift(OWNER, MAP.ref(), true, List.of()));
    assertThat(look(MAP)).isInstanceOf(Sighting.Unknown.class);
    assertThat(look(OTHER)).isInstanceOf(Sighting.Present.class);
  }

  @Test
  void reportsItWhenTheFirstListComesLast() {
    Applied applied = apply(MAP, OTHER);
    cluster.remove(MAP.ref());
    cluster.onceBefore(
        "watch ConfigMap ",
        () -> {
          applied.tell(observatory);
          assertThat(drifts).isEmpty();
        });

    observatory.observe(OWNER, applied.inventory());

    assertThat(drifts).containsExactly(new Drift(OWNER, MAP.ref(), true, List.of()));
  }

  @Test
  void reportsWhatCameAndWentOnAWatchBeforeItHadThisOwner() {
    observatory.observe("flux-system/other", apply(OTHER).inventory());
    Applied applied = apply(MAP);

    cluster.remove(MAP.ref());
    assertThat(drifts).isEmpty();
    observe(applied);

    assertThat(drifts).containsExactly(new Drift(OWNER, MAP.ref(), true, List.of()));
  }

  @Test
  void takesJobsWhoseTimeWasOverForNoDrift() {
    Applied applied = apply(PASSING_JOB);

    cluster.remove(PASSING_JOB.ref());
    observe(applied);

    assertThat(drifts).isEmpty();
  }

  @Test
  void waitsForTheWatchToComeAsFarAsTheObject() {
    observatory.observe("flux-system/other", apply(OTHER).inventory());
    KubeObject ahead = owned(MAP).with("1000000", "metadata", "resourceVersion");

    observatory.noteSettled(MAP, ahead);

    assertThat(drifts).isEmpty();
    assertThat(observatory.follow(ahead, IGNORANT)).isPresent();
  }

  @Test
  void doesNotKnowWhatBecomesOfObjectsThatTheWatchDoesNotShow() {
    observatory = observatoryOf("flux-system");

    observe(apply(MAP));

    assertThat(look(MAP)).isInstanceOf(Sighting.Unknown.class);
    assertThat(follow(MAP)).isEmpty();
    assertThat(drifts).isEmpty();
  }

  @Test
  void doesNotKnowWhatBecomesOfObjectsWhoseLabelsTheServerDrops() {
    cluster.onAdmission(object -> object.without("metadata", "labels"));

    observe(apply(MAP));

    assertThat(look(MAP)).isInstanceOf(Sighting.Unknown.class);
    assertThat(follow(MAP)).isEmpty();
    assertThat(drifts).isEmpty();
  }

  @Test
  void letsNobodyFollowWhatIsGone() {
    Applied applied = apply(MAP);
    KubeObject asApplied = cluster.find(MAP.ref()).orElseThrow();
    cluster.remove(MAP.ref());

    observe(applied);

    assertThat(observatory.follow(asApplied, IGNORANT)).isEmpty();
  }

  private static final WatchListener IGNORANT =
      new WatchListener() {
        @Override
        public void onUpsert(KubeObject object) {}

        @Override
        public void onDelete(ObjectRef ref) {}
      };

  private Optional<Subscription> follow(KubeObject object) {
    return observatory.follow(cluster.find(object.ref()).orElseThrow(), IGNORANT);
  }

  private Sighting look(KubeObject object) {
    return observatory.look(InventoryEntry.of(object));
  }

  private void observe(Applied applied) {
    observatory.observe(OWNER, applied.inventory());
    applied.tell(observatory);
  }

  private Applied apply(KubeObject... objects) {
    ApplyRequest request =
        ApplyRequest.of(Stream.of(objects).map(Desired::of).toList(), Inventory.empty(), labels());
    HealthWaiter waiter =
        new HealthWaiter(cluster, observatory, new HealthRules(Clock.systemUTC()), timer);
    return (Applied)
        new Applier(cluster, observatory, settings, new Normalization(), waiter).apply(request);
  }

  private static KubeObject owned(KubeObject object) {
    return object.with(Map.of("kustomize.toolkit.fluxcd.io/name", "apps"), "metadata", "labels");
  }

  private static OwnerLabels labels() {
    return new OwnerLabels("kustomize.toolkit.fluxcd.io", "apps", "flux-system");
  }

  private Observatory observatoryOf(String namespace) {
    return new Observatory(
        cluster,
        "kustomize.toolkit.fluxcd.io/name",
        namespace,
        settings.manager(),
        settings.takeOver(),
        settings.controls(),
        new HealthRules(Clock.systemUTC()),
        drifts::add);
  }
}
