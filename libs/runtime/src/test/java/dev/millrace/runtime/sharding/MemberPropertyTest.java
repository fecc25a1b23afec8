package dev.millrace.runtime.sharding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.runtime.sharding.Simulation.Act;
import dev.millrace.runtime.sharding.Simulation.Step;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Replicas join, die, leave and stand still for any time at any request, and requests get lost or
 * arrive late.
 */
class MemberPropertyTest {
  @Property(tries = 300)
  void noObjectEverHasTwoOwnersAndInTheEndEachHasOne(@ForAll("steps") List<Step> steps) {
    Simulation simulation = new Simulation();
    simulation.play(steps);
    simulation.calmDown();
    assertThat(simulation.owners()).containsOnly(1L);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Act> acts =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.of(Act.ROUND, Act.ROUND_OF_ALL)),
            Tuple.of(2, Arbitraries.of(Act.class)));
    return Combinators.combine(
            acts, Arbitraries.integers().between(0, 4), Arbitraries.integers().between(0, 12))
        .as(Step::new)
        .list()
        .ofMinSize(20)
        .ofMaxSize(200);
  }
}
