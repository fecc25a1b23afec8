package dev.millrace.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.bench.process.Arm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuiteOptionsTest {
  private static final Catalogue CATALOGUE =
      new Catalogue(List.of(entry("W1", 100), entry("W5", 500), entry("W11", 20)));

  @Test
  void measuresEverythingOnceAtItsUsualSizeUnlessToldOtherwise() {
    SuiteOptions options = SuiteOptions.of(Map.of(), CATALOGUE);
    assertThat(options.workloads()).isEqualTo(CATALOGUE.entries());
    assertThat(options.rounds()).isEqualTo(1);
    assertThat(options.arms()).extracting(Arm::label).containsExactly("jvm");
    assertThat(options.sizeOf(CATALOGUE.entries().get(1))).isEqualTo(500);
    assertThat(options.command()).isEqualTo("make bench");
  }

  @Test
  void takesWorkloadsSizeAndRoundsFromTheEnvironment() {
    SuiteOptions options =
        SuiteOptions.of(Map.of("WORKLOADS", "w11, w1", "SIZE", "7", "ROUNDS", "3"), CATALOGUE);
    assertThat(options.workloads()).extracting(Catalogue.Entry::id).containsExactly("W1", "W11");
    assertThat(options.sizeOf(CATALOGUE.entries().getFirst())).isEqualTo(7);
    assertThat(options.rounds()).isEqualTo(3);
    assertThat(options.command())
        .isEqualTo("make bench WORKLOADS=\"w11, w1\" SIZE=\"7\" ROUNDS=\"3\"");
  }

  @Test
  void saysWhichWorkloadsThereAre() {
    assertThatThrownBy(() -> SuiteOptions.of(Map.of("WORKLOADS", "w2"), CATALOGUE))
        .hasMessage("there is no workload W2; there are W1, W5, W11");
  }

  @Test
  void refusesSizesThatAreNone() {
    assertThatThrownBy(() -> SuiteOptions.of(Map.of("SIZE", "many"), CATALOGUE))
        .hasMessage("SIZE must be a number above 0, not 'many'");
    assertThatThrownBy(() -> SuiteOptions.of(Map.of("ROUNDS", "0"), CATALOGUE))
        .hasMessageContaining("ROUNDS");
  }

  @Test
  void addsTheArmsWhoseProgramsAreGiven() {
    Map<String, String> folders = Map.of("MILLRACE_BIN", "/native", "FLUX_BIN", "/flux");
    List<Arm> arms = SuiteOptions.of(folders, CATALOGUE).arms();
    assertThat(arms).extracting(Arm::label).containsExactly("jvm", "native", "flux");
    assertThat(arms.get(2).command()).containsExactly("/flux/{controller}");
    assertThat(arms).extracting(Arm::ours).containsExactly(true, true, false);
  }

  @Test
  void takesArmsByNameOrCommand() {
    Map<String, String> environment = new HashMap<>();
    environment.put("ARMS", "jvm; again=jvm; own = java -jar {controller}.jar");
    List<Arm> arms = SuiteOptions.of(environment, CATALOGUE).arms();
    assertThat(arms).extracting(Arm::label).containsExactly("jvm", "again", "own");
    assertThat(arms.get(1).command()).isEqualTo(arms.getFirst().command());
    assertThat(arms.get(2).command()).containsExactly("java", "-jar", "{controller}.jar");
  }

  @Test
  void refusesArmsThatCannotBe() {
    assertThatThrownBy(() -> SuiteOptions.of(Map.of("ARMS", "flux"), CATALOGUE))
        .hasMessageContaining("FLUX_BIN");
    assertThatThrownBy(() -> SuiteOptions.of(Map.of("ARMS", "argo"), CATALOGUE))
        .hasMessageContaining("there is no arm 'argo'");
    assertThatThrownBy(() -> SuiteOptions.of(Map.of("ARMS", "jvm; jvm"), CATALOGUE))
        .hasMessageContaining("two arms");
  }

  private static Catalogue.Entry entry(String id, int size) {
    return new Catalogue.Entry(
        id,
        id,
        "Shows.",
        size,
        "",
        _ -> {
          throw new AssertionError("not to be made");
        });
  }
}
