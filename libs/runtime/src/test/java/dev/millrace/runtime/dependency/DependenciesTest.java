package dev.millrace.runtime.dependency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.kustomize.KustomizationStatus;
import dev.millrace.api.meta.Condition;
import dev.millrace.runtime.reference.ReferenceKey;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DependenciesTest {
  @Test
  void aReadyAndObservedDependencyPasses() {
    assertThat(Dependencies.notReadyBecause(Optional.of(dependency(2, 2, Condition.TRUE))))
        .isEmpty();
  }

  @Test
  void everythingElseWaits() {
    assertThat(reason(Optional.empty())).isEqualTo("it does not exist");
    assertThat(reason(Optional.of(dependency(2, 1, Condition.TRUE))))
        .isEqualTo("it has changes that are not reconciled yet");
    assertThat(reason(Optional.of(dependency(2, 2, Condition.FALSE))))
        .isEqualTo("its Ready condition is False");
  }

  @Test
  void circlesAreFoundAndShown() {
    var graph =
        Map.of(
            key("a"),
            List.of(key("b")),
            key("b"),
            List.of(key("x"), key("c")),
            key("c"),
            List.of(key("a")));
    assertThatThrownBy(
            () -> Dependencies.refuseCycle(key("a"), k -> graph.getOrDefault(k, List.of())))
        .hasMessage("dependsOn is circular: apps/a → apps/b → apps/c → apps/a");
  }

  @Test
  void circlesOfOthersAreTheirConcern() {
    var graph =
        Map.of(
            key("a"), List.of(key("b")), key("b"), List.of(key("c")), key("c"), List.of(key("b")));
    assertThat(Dependencies.cycle(key("a"), k -> graph.getOrDefault(k, List.of()))).isEmpty();
  }

  private static String reason(Optional<Kustomization> dependency) {
    return Dependencies.notReadyBecause(dependency).orElseThrow();
  }

  private static ReferenceKey key(String name) {
    return new ReferenceKey("Kustomization", "apps", name);
  }

  private static Kustomization dependency(long generation, long observed, String ready) {
    Kustomization object = new Kustomization();
    object.setMetadata(new ObjectMetaBuilder().withName("db").withGeneration(generation).build());
    object.setStatus(
        KustomizationStatus.EMPTY
            .withObservedGeneration(observed)
            .withConditions(
                List.of(Condition.of("Ready", ready, "R", "m", generation, Instant.EPOCH))));
    return object;
  }
}
