package dev.millrace.cluster.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.meta.Artifact;
import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.GitRepositoryStatus;
import dev.millrace.apply.health.Health;
import dev.millrace.apply.health.HealthWait;
import dev.millrace.apply.health.WaitOutcome;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.cluster.waiting.Waits.Basis;
import dev.millrace.cluster.waiting.Waits.EndedBy;
import dev.millrace.runtime.reference.ReferenceKey;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What ends a wait for health, and what does not. */
class WaitsTest {
  private static final KubernetesSerialization JSON = new KubernetesSerialization();
  private static final ReferenceKey SHOP = new ReferenceKey("GitRepository", "apps", "shop");

  private static final ReferenceKey APP = new ReferenceKey("Kustomization", "apps", "app");
  private static final ObjectRef WEB = new ObjectRef("apps", "Deployment", "apps", "web");

  private final AtomicReference<@Nullable ObjectRef> drifted = new AtomicReference<>();
  private final FakeWait wait = new FakeWait();

  @Test
  void aChangedSpecEndsAWaitWhateverTheGateSays() {
    begin(EndedBy.CHANGE).changed(object(2, ""));

    assertThat(wait.reason()).contains("Kustomization/apps/app");
  }

  @Test
  void aDeletionEndsAWait() {
    Kustomization deleted = object(1, "");
    deleted.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");

    begin(EndedBy.CHANGE).changed(deleted);

    assertThat(wait.outcome()).isDone();
  }

  @Test
  void aRequestEndsAWaitByTheGate() {
    begin(EndedBy.ANYTHING).changed(object(1, "now"));

    assertThat(wait.reason()).contains("Kustomization/apps/app");
  }

  @Test
  void aRequestEndsNoWaitWithoutTheGate() {
    begin(EndedBy.CHANGE).changed(object(1, "now"));

    assertThat(wait.outcome()).isNotDone();
  }

  @Test
  void aNewRevisionEndsAWaitByTheGateOnly() {
    begin(EndedBy.CHANGE).changedSource(source("r2"));
    assertThat(wait.outcome()).isNotDone();

    begin(EndedBy.ANYTHING).changedSource(source("r2"));
    assertThat(wait.reason()).contains("GitRepository/apps/shop");
  }

  @Test
  void aRevisionThatCameBeforeTheWaitBeganEndsIt() {
    var waits = waits(Optional.empty(), Optional.of(source("r2")), EndedBy.ANYTHING);

    waits.begin(object(1, ""), waits.basis(SHOP, "r1"), wait);

    assertThat(wait.outcome()).isDone();
  }

  @Test
  void aSpecThatChangedBeforeTheWaitBeganEndsIt() {
    var waits = waits(Optional.of(object(2, "")), Optional.empty(), EndedBy.CHANGE);

    waits.begin(object(1, ""), waits.basis(SHOP, "r1"), wait);

    assertThat(wait.reason()).contains("Kustomization/apps/app");
  }

  @Test
  void valuesThatChangedSinceTheyWereReadEndAWaitThatBeginsLater() {
    var waits = waits(Optional.empty(), Optional.empty(), EndedBy.ANYTHING);
    waits.changedConfig(config("settings"));
    Basis read = waits.basis(SHOP, "r1");
    waits.begin(object(1, ""), read, wait);
    assertThat(wait.outcome()).as("changed before they were read").isNotDone();

    waits.changedConfig(config("settings"));
    FakeWait later = new FakeWait();
    waits.begin(object(1, ""), read, later);

    assertThat(later.reason()).contains("ConfigMap/apps/settings");
  }

  @Test
  void nothingEndsAWaitWhereNothingMay() {
    var waits = begin(EndedBy.NOTHING);

    waits.changed(object(2, "now"));
    waits.changedSource(source("r2"));
    waits.changedConfig(config("settings"));

    assertThat(wait.outcome()).isNotDone();
  }

  @Test
  void otherValuesOfAReferenceEndAWaitByTheGate() {
    begin(EndedBy.CHANGE).changedConfig(config("settings"));
    assertThat(wait.outcome()).isNotDone();

    var waits = begin(EndedBy.ANYTHING);
    waits.changedConfig(config("other"));
    assertThat(wait.outcome()).isNotDone();
    waits.changedConfig(config("settings"));
    assertThat(wait.reason()).contains("ConfigMap/apps/settings");
  }

  @Test
  void driftEndsAWaitWhateverTheGateSays() {
    var waits = begin(EndedBy.CHANGE);
    drifted.set(WEB);

    waits.drifted(APP);

    assertThat(wait.reason()).contains("drift of Deployment/apps/web");
  }

  @Test
  void driftThatCameBeforeTheWaitBeganEndsItOnce() {
    drifted.set(WEB);
    var waits = begin(EndedBy.CHANGE);
    FakeWait next = new FakeWait();
    waits.begin(object(1, ""), waits.basis(SHOP, "r1"), next);

    assertThat(wait.reason()).contains("drift of Deployment/apps/web");
    assertThat(next.outcome()).isNotDone();
  }

  @Test
  void whatBeganBeforeTheObjectWasSuspendedComesToItsEnd() {
    Kustomization suspended = suspended(2);
    var waits = waits(Optional.of(suspended), Optional.empty(), EndedBy.ANYTHING);
    waits.begin(object(1, ""), waits.basis(SHOP, "r1"), wait);
    drifted.set(WEB);

    waits.changed(suspended);
    waits.changedSource(source("r2"));
    waits.changedConfig(config("settings"));
    waits.drifted(APP);
    assertThat(wait.outcome()).isNotDone();
    assertThat(drifted).as("for the run that comes one day").hasValue(WEB);

    suspended.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
    waits.changed(suspended);
    assertThat(wait.outcome()).isDone();
  }

  @Test
  void driftIsNotForgottenWhileNobodyWaits() {
    drifted.set(WEB);

    waits(Optional.empty(), Optional.empty(), EndedBy.CHANGE).drifted(APP);

    assertThat(drifted).hasValue(WEB);
  }

  private Waits<Kustomization> begin(EndedBy endedBy) {
    var waits = waits(Optional.empty(), Optional.empty(), endedBy);
    waits.begin(object(1, ""), waits.basis(SHOP, "r1"), wait);
    return waits;
  }

  private Waits<Kustomization> waits(
      Optional<Kustomization> object, Optional<GitRepository> source, EndedBy endedBy) {
    var view =
        new Waits.View<Kustomization>(
            _ -> object,
            _ -> source,
            _ -> List.of(new ReferenceKey("ConfigMap", "apps", "settings")),
            _ -> Optional.ofNullable(drifted.getAndSet(null)));
    return new Waits<>(view, endedBy);
  }

  private static Kustomization object(long generation, String requestedAt) {
    Kustomization object =
        JSON.unmarshal(
            """
            metadata: {name: app, namespace: apps}
            spec:
              interval: 1h
              prune: true
              sourceRef: {kind: GitRepository, name: shop}
            """,
            Kustomization.class);
    object.getMetadata().setGeneration(generation);
    if (!requestedAt.isEmpty()) {
      object.getMetadata().setAnnotations(Map.of(Kustomization.REQUESTED_AT, requestedAt));
    }
    return object;
  }

  private static Kustomization suspended(long generation) {
    Kustomization object =
        JSON.unmarshal(
            """
            metadata: {name: app, namespace: apps}
            spec:
              interval: 1h
              prune: true
              suspend: true
              sourceRef: {kind: GitRepository, name: shop}
            """,
            Kustomization.class);
    object.getMetadata().setGeneration(generation);
    return object;
  }

  private static GitRepository source(String revision) {
    GitRepository source =
        JSON.unmarshal("metadata: {name: shop, namespace: apps}", GitRepository.class);
    source.setStatus(GitRepositoryStatus.EMPTY.toBuilder().artifact(artifact(revision)).build());
    return source;
  }

  private static Artifact artifact(String revision) {
    return JSON.unmarshal(
        "path: p\nurl: http://localhost/p\ndigest: sha256:0\nrevision: %s\n".formatted(revision),
        Artifact.class);
  }

  private static io.fabric8.kubernetes.api.model.ConfigMap config(String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("apps")
        .endMetadata()
        .build();
  }

  private static final class FakeWait implements HealthWait {
    private final CompletableFuture<WaitOutcome> outcome = new CompletableFuture<>();

    Optional<String> reason() {
      return outcome.isDone() && outcome.join() instanceof WaitOutcome.Cancelled(_, String reason)
          ? Optional.of(reason)
          : Optional.empty();
    }

    @Override
    public CompletableFuture<WaitOutcome> outcome() {
      return outcome;
    }

    @Override
    public Map<ObjectRef, Health> progress() {
      return Map.of();
    }

    @Override
    public void cancel(String reason) {
      outcome.complete(new WaitOutcome.Cancelled(Duration.ZERO, reason));
    }
  }
}
