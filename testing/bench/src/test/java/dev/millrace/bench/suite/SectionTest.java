package dev.millrace.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.bench.process.Bystanders;
import dev.millrace.bench.process.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SectionTest {
  private static final Catalogue.Entry ENTRY =
      new Catalogue.Entry(
          "W1",
          "apps",
          "Shows apps.",
          10,
          "Flux: 26 s.",
          _ -> {
            throw new AssertionError("not to be made");
          });

  @Test
  void tellsWhatEachArmCost() {
    String text = section(run("jvm", 1, 2, List.of()), run("flux", 1, 4, List.of()));
    assertThat(text)
        .contains("## W1: apps", "Shows apps. Size 10. today.", "hardware: Flux: 26 s.")
        .contains(
            "| install | jvm | 2.0 s | 1.0 s | 0.100 s | 2.0 | get 5, patch 15 | 409 2 | helm 90 MB |")
        .contains("| install | flux | 4.0 s |")
        .contains("- install, jvm: p99: 5 ms")
        .contains("- install, jvm: the API server counted from everybody: list 3")
        .contains("End state: 40 objects, the same from all 2 runs and as it must be.");
  }

  @Test
  void takesTheMiddleOfSeveralRounds() {
    String text =
        section(
            run("jvm", 1, 9, List.of()), run("jvm", 2, 2, List.of()), run("jvm", 3, 3, List.of()));
    assertThat(text).contains("| install | jvm | 3.0 s |");
  }

  @Test
  void saysWhyAResultIsRefused() {
    String text = section(run("jvm", 1, 2, List.of()), run("flux", 1, 1, List.of("install: gone")));
    assertThat(text).contains("- REFUSED flux, round 1: install: gone").doesNotContain("End state");
  }

  private static String section(ArmRun... runs) {
    return new Section(ENTRY, 10, "today", List.of(runs)).text();
  }

  private static ArmRun run(String arm, int round, int seconds, List<String> refusals) {
    Phase phase =
        new Phase(
            "install",
            10,
            Duration.ofSeconds(seconds),
            Duration.ofSeconds(1),
            Map.of("get pods", 5L, "patch pods", 10L, "patch services", 5L),
            Map.of(409, 2L),
            Map.of("list", 3L),
            Map.of("helm-controller", 90L),
            Bystanders.UNKNOWN);
    return new ArmRun(
        arm, round, List.of(new ArmRun.Measured(phase, Map.of("p99", "5 ms"), 40)), refusals);
  }
}
