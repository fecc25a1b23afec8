package dev.millrace.controller.kustomize.kustomization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.meta.Artifact;
import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.GitRepositoryStatus;
import dev.millrace.apply.health.Health;
import dev.millrace.apply.health.HealthWait;
import dev.millrace.apply.health.WaitOutcome;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.runtime.reference.ReferenceKey;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What ends a wait for health, and what does not. */
class WaitsTest {
  private static final KubernetesSerialization JSON = new KubernetesSerialization();
  private static final ReferenceKey SHOP = new ReferenceKey("GitRepository", "apps", "shop");

  private final FakeWait wait = new FakeWait();

  @Test
  void aChangedSpecEndsAWaitWhateverTheGateSays() {
    begin(false).changed(object(2, ""));

    assertThat(wait.reason()).contains("Kustomization/apps/app");
  }

  @Test
  void aDeletionEndsAWait() {
    Kustomization deleted = object(1, "");
    deleted.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");

    begin(false).changed(deleted);

    assertThat(wait.outcome()).isDone();
  }

  @Test
  void aRequestEndsAWaitByTheGate() {
    begin(true).changed(object(1, "now"));

    assertThat(wait.reason()).contains("Kustomization/apps/app");
  }

  @Test
  void aRequestEndsNoWaitWithoutTheGate() {
    begin(false).changed(object(1, "now"));

    assertThat(wait.outcome()).isNotDone();
  }

  @Test
  void aNewRevisionEndsAWaitByTheGateOnly() {
    begin(false).changed(source("r2"));
    assertThat(wait.outcome()).isNotDone();

    begin(true).changed(source("r2"));
    assertThat(wait.reason()).contains("GitRepository/apps/shop");
  }

  @Test
  void aRevisionThatCameBeforeTheWaitBeganEndsIt() {
    Waits waits = new Waits(_ -> Optional.empty(), _ -> Optional.of(source("r2")), true);

    waits.begin(object(1, ""), new Source(SHOP, artifact("r1")), wait);

    assertThat(wait.outcome()).isDone();
  }

  @Test
  void aSpecThatChangedBeforeTheWaitBeganEndsIt() {
    Waits waits = new Waits(_ -> Optional.of(object(2, "")), _ -> Optional.empty(), false);

    waits.begin(object(1, ""), new Source(SHOP, artifact("r1")), wait);

    assertThat(wait.reason()).contains("Kustomization/apps/app");
  }

  @Test
  void otherValuesOfAReferenceEndAWaitByTheGate() {
    begin(false).changedConfig(config("settings"));
    assertThat(wait.outcome()).isNotDone();

    Waits waits = begin(true);
    waits.changedConfig(config("other"));
    assertThat(wait.outcome()).isNotDone();
    waits.changedConfig(config("settings"));
    assertThat(wait.reason()).contains("ConfigMap/apps/settings");
  }

  private Waits begin(boolean endOnRequest) {
    Waits waits = new Waits(_ -> Optional.empty(), _ -> Optional.empty(), endOnRequest);
    waits.begin(object(1, ""), new Source(SHOP, artifact("r1")), wait);
    return waits;
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
              postBuild: {substituteFrom: [{kind: ConfigMap, name: settings}]}
            """,
            Kustomization.class);
    object.getMetadata().setGeneration(generation);
    if (!requestedAt.isEmpty()) {
      object.getMetadata().setAnnotations(Map.of(Kustomization.REQUESTED_AT, requestedAt));
    }
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
