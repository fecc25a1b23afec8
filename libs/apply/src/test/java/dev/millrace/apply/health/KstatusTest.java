package dev.millrace.apply.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.apply.object.KubeObject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KstatusTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:20Z");

  private final Kstatus kstatus = new Kstatus(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void givesThePodFifteenSecondsToBeScheduled() {
    assertThat(kstatus.judge(unschedulable("2026-01-01T00:00:06Z")).status())
        .isEqualTo(HealthStatus.IN_PROGRESS);
    assertThat(kstatus.judge(unschedulable("2026-01-01T00:00:05Z")).status())
        .isEqualTo(HealthStatus.FAILED);
  }

  private static KubeObject unschedulable(String created) {
    Map<String, Object> condition =
        Map.of("type", "PodScheduled", "status", "False", "reason", "Unschedulable");
    return KubeObject.of(
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "Pod",
            "metadata",
            Map.of("name", "p", "creationTimestamp", created),
            "status",
            Map.of("phase", "Pending", "conditions", List.of(condition))));
  }

  @Test
  void isNotContentWithAnOlderGeneration() {
    KubeObject object =
        KubeObject.of(
            Map.of(
                "apiVersion",
                "example.com/v1",
                "kind",
                "Widget",
                "metadata",
                Map.of("name", "w", "generation", 2),
                "status",
                Map.of("observedGeneration", 1)));

    assertThat(kstatus.judge(object).message())
        .isEqualTo("Widget generation is 2, but latest observed generation is 1");
  }

  @Test
  void namesTheMalformedField() {
    KubeObject object =
        KubeObject.of(Map.of("kind", "Widget", "status", Map.of("conditions", "none")));

    assertThatExceptionOfType(MalformedStatus.class)
        .isThrownBy(() -> kstatus.judge(object))
        .withMessageContaining("status.conditions");
  }
}
