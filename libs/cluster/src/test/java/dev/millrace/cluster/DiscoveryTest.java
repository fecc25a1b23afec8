package dev.millrace.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.runtime.schedule.SteadyClock;
import dev.millrace.servers.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DiscoveryTest {

  private final FakeClock clock = new FakeClock();
  private final Instant start = clock.instant();
  private final Discovery discovery =
      new Discovery(SteadyClock.from(clock, clock::nanoTime), clock::pass);

  private int requests;

  @Test
  void waitsForTheKindOfADefinitionThatTheServerDoesNotShowYet() {
    discovery.expectKindsOf(definition());

    Discovery.Resource found = discovery.find("ssa.example/v1", "Gadget", this::thirdTime);

    assertThat(found).isEqualTo(new Discovery.Resource("gadgets", true));
    assertThat(requests).isEqualTo(3);
  }

  @Test
  void givesUpAfterAWhile() {
    discovery.expectKindsOf(definition());

    assertThatThrownBy(() -> discovery.find("ssa.example/v1", "Gadget", this::never))
        .isInstanceOf(ApiFailure.class)
        .hasMessageContaining("no matches for kind \"Gadget\"");
    assertThat(clock.instant())
        .isBetween(
            start.plus(Discovery.SETTLING_TIME),
            start.plus(Discovery.SETTLING_TIME).plusSeconds(1));
  }

  @Test
  void doesNotWaitForKindsThatNobodyDefined() {
    discovery.expectKindsOf(definition());

    assertThatThrownBy(() -> discovery.find("ssa.example/v1", "Widget", this::never))
        .isInstanceOf(ApiFailure.class);
    assertThatThrownBy(() -> discovery.find("ssa.example/v2", "Gadget", this::never))
        .isInstanceOf(ApiFailure.class);

    assertThat(clock.instant()).isEqualTo(start);
  }

  @Test
  void looksAgainInTimeWhereverTheClockIsPut() {
    assertThatThrownBy(() -> discovery.find("ssa.example/v1", "Gadget", this::never))
        .isInstanceOf(ApiFailure.class);
    clock.put(Duration.ofHours(-1));
    clock.pass(Duration.ofMillis(1_001));
    requests = 2;

    assertThat(discovery.find("ssa.example/v1", "Gadget", this::thirdTime))
        .isEqualTo(new Discovery.Resource("gadgets", true));
  }

  @Test
  void asksOnceForAllWhoNeedAVersionAtTheSameTime() {
    Crowd crowd = new Crowd();
    AtomicInteger asked = new AtomicInteger();

    List<Discovery.Resource> found =
        crowd.asks(
            10,
            () ->
                discovery.find(
                    "ssa.example/v1",
                    "Gadget",
                    _ -> {
                      crowd.keepsWaiting();
                      asked.incrementAndGet();
                      return gadgets();
                    }));

    assertThat(found).hasSize(10).containsOnly(new Discovery.Resource("gadgets", true));
    assertThat(asked).hasValue(1);
  }

  @Test
  void findsAKindThatSomebodyElseMadeAMomentAfterItWasMissed() {
    assertThatThrownBy(() -> discovery.find("ssa.example/v1", "Gadget", this::never))
        .isInstanceOf(ApiFailure.class);

    assertThatThrownBy(() -> discovery.find("ssa.example/v1", "Gadget", _ -> gadgets()))
        .as("not asked again at once")
        .isInstanceOf(ApiFailure.class);

    clock.pass(Duration.ofMillis(1_001));
    assertThat(discovery.find("ssa.example/v1", "Gadget", _ -> gadgets()))
        .isEqualTo(new Discovery.Resource("gadgets", true));
  }

  private static KubeObject definition() {
    return KubeObject.of(
        Map.of(
            "apiVersion",
            "apiextensions.k8s.io/v1",
            "kind",
            "CustomResourceDefinition",
            "metadata",
            Map.of("name", "gadgets.ssa.example"),
            "spec",
            Map.of(
                "group",
                "ssa.example",
                "names",
                Map.of("kind", "Gadget", "plural", "gadgets"),
                "versions",
                List.of(
                    Map.of("name", "v1", "served", true), Map.of("name", "v2", "served", false)))));
  }

  private Map<String, @Nullable Object> thirdTime(String apiVersion) {
    requests++;
    if (requests < 3) {
      return never(apiVersion);
    }
    return gadgets();
  }

  private static Map<String, @Nullable Object> gadgets() {
    return Map.of(
        "resources", List.of(Map.of("name", "gadgets", "kind", "Gadget", "namespaced", true)));
  }

  private Map<String, @Nullable Object> never(String apiVersion) {
    throw ApiFailure.answered(404, "NotFound", apiVersion);
  }
}
