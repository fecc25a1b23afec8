package dev.millrace.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.bench.state.EndState;
import dev.millrace.bench.state.Must;
import dev.millrace.bench.state.Normalisation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private final Judge judge = new Judge();

  @Test
  void acceptsTheSameFromAllArms() {
    assertThat(judge.refuse("jvm", "install", state("1"), Must.BE_READY)).isEmpty();
    assertThat(judge.refuse("flux", "install", state("1"), Must.BE_READY)).isEmpty();
  }

  @Test
  void refusesWhatIsUnlikeTheFirstArm() {
    judge.refuse("jvm", "install", state("1"), Must.BE_READY);
    assertThat(judge.refuse("flux", "install", state("2"), Must.BE_READY))
        .containsExactly("install: unlike jvm, ConfigMap team/map: .data.value is 2, not 1");
  }

  @Test
  void comparesEachPhaseWithItself() {
    judge.refuse("jvm", "install", state("1"), Must.BE_READY);
    assertThat(judge.refuse("jvm", "upgrade", state("2"), Must.BE_READY)).isEmpty();
  }

  @Test
  void refusesWhatIsNotAsDemandedAndTakesItForNoMeasure() {
    Must must = Must.BE_READY.with("ConfigMap", "data/value", "2");
    assertThat(judge.refuse("jvm", "install", state("1"), must))
        .containsExactly("install: ConfigMap team/map: data/value is 1, not 2");
    assertThat(judge.refuse("flux", "install", state("2"), must)).isEmpty();
  }

  private static EndState state(String value) {
    return EndState.of(
        List.of(
            Map.of(
                "kind",
                "ConfigMap",
                "metadata",
                Map.of("name", "map", "namespace", "team"),
                "data",
                Map.of("value", value))),
        new Normalisation(Map.of()));
  }
}
