package dev.millrace.runtime.dependency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.kustomize.KustomizationStatus;
import dev.millrace.api.meta.Condition;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reference.ReferenceKey;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DependencyGateTest {
  private final FakeReader reader = new FakeReader();
  private final Kustomization app = object("app", Condition.FALSE, "");

  @Test
  void letsThroughWhoseDependenciesAreReady() {
    reader.inCluster("db", object("db", Condition.TRUE, ""));

    gate(false).require(app, List.of(demand("db")), true);

    assertThat(reader.reads).containsExactly("db");
  }

  @Test
  void saysWhoIsMissing() {
    assertThatThrownBy(() -> gate(false).require(app, List.of(demand("db")), true))
        .isInstanceOfSatisfying(
            ReconcileFailure.class,
            failure -> assertThat(failure.reason()).isEqualTo(GeneralReason.DEPENDENCY_NOT_READY))
        .hasMessage("dependency 'apps/db' is not ready: it does not exist");
  }

  @Test
  void tellsTheWholeChainAndTheProblemAtItsEnd() {
    reader.inCluster("web", object("web", Condition.FALSE, "waits"), "db");
    reader.inCluster("db", object("db", Condition.FALSE, "no such path"));

    assertThatThrownBy(() -> gate(false).require(app, List.of(demand("web")), true))
        .hasMessageContaining("; it waits for 'apps/db', its Ready condition is False")
        .hasMessageEndingWith("(Reason: no such path)");
  }

  @Test
  void believesAWatchThatADependencyIsNotReadyWithoutAskingTheServer() {
    reader.watched("db", object("db", Condition.FALSE, "broken"));

    assertThatThrownBy(() -> gate(false).require(app, List.of(demand("db")), true))
        .hasMessageContaining("its Ready condition is False");
    assertThat(reader.reads).isEmpty();
  }

  @Test
  void asksTheServerNothingWhenAWatchIsEnough() {
    reader.watched("db", object("db", Condition.TRUE, ""));

    gate(false).require(app, List.of(demand("db")), false);

    assertThat(reader.reads).isEmpty();
  }

  @Test
  void aRuleOfTheUserTakesThePlaceOfReadyAndOfFurtherRules() {
    reader.inCluster("db", object("db", Condition.FALSE, ""));

    gate(false).require(app, List.of(demand("db", Optional.empty(), Optional.of("older"))), true);
  }

  @Test
  void aRuleOfTheUserComesOnTopWhenItIsAdditive() {
    reader.inCluster("db", object("db", Condition.TRUE, ""));

    assertThatThrownBy(
            () ->
                gate(true)
                    .require(
                        app, List.of(demand("db", Optional.empty(), Optional.of("older"))), true))
        .hasMessage("dependency 'apps/db' is not ready: older");
  }

  @Test
  void aRuleOfTheUserMayObject() {
    reader.inCluster("db", object("db", Condition.TRUE, ""));

    assertThatThrownBy(
            () ->
                gate(false)
                    .require(
                        app,
                        List.of(demand("db", Optional.of("too cold"), Optional.empty())),
                        true))
        .hasMessage("dependency 'apps/db' is not ready: too cold");
  }

  private DependencyGate<Kustomization> gate(boolean additive) {
    return new DependencyGate<>(reader, additive);
  }

  private static Demand<Kustomization> demand(String name) {
    return new Demand<>(key(name), Optional.empty(), ReadyRule.none());
  }

  private static Demand<Kustomization> demand(
      String name, Optional<String> own, Optional<String> further) {
    return new Demand<>(key(name), Optional.of((_, _) -> own), (_, _) -> further);
  }

  private static ReferenceKey key(String name) {
    return new ReferenceKey("Kustomization", "apps", name);
  }

  private static Kustomization object(String name, String ready, String message) {
    Kustomization object = new Kustomization();
    object.setMetadata(
        new ObjectMetaBuilder().withNamespace("apps").withName(name).withGeneration(1L).build());
    object.setStatus(
        KustomizationStatus.EMPTY
            .withObservedGeneration(1)
            .withConditions(
                List.of(Condition.of("Ready", ready, "Reason", message, 1, Instant.EPOCH))));
    return object;
  }

  private static final class FakeReader implements DependencyReader<Kustomization> {
    private final Map<ReferenceKey, Kustomization> watched = new HashMap<>();
    private final Map<ReferenceKey, Kustomization> stored = new HashMap<>();
    private final Map<String, List<ReferenceKey>> dependencies = new HashMap<>();
    private final List<String> reads = new ArrayList<>();

    void watched(String name, Kustomization object) {
      watched.put(key(name), object);
    }

    void inCluster(String name, Kustomization object, String... dependsOn) {
      stored.put(key(name), object);
      dependencies.put(name, List.of(dependsOn).stream().map(each -> key(each)).toList());
    }

    @Override
    public Optional<Kustomization> known(ReferenceKey key) {
      return Optional.ofNullable(watched.get(key));
    }

    @Override
    public Optional<Kustomization> read(ReferenceKey key) {
      reads.add(key.name());
      return Optional.ofNullable(stored.get(key));
    }

    @Override
    public List<ReferenceKey> dependenciesOf(Kustomization object) {
      return dependencies.getOrDefault(object.getMetadata().getName(), List.of());
    }
  }
}
