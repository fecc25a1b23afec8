package dev.millrace.runtime.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KstatusContractTest {
  private static final ConditionPlan PLAN =
      new ConditionPlan(Set.of("FetchFailed"), List.of(), Set.of("FetchFailed"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Reconciling=True:Progressing                     | Ready is missing
          Ready=True:Ok,Stalled=True:X                     | Ready is True although the object is stalled or failing
          Ready=True:Ok,Reconciling=False:X                | Reconciling is present but not True
          Ready=False:X,Stalled=True:X,Reconciling=True:P  | Reconciling and Stalled are both present
          Ready=True:Ok,FetchFailed=True:X                 | Ready is True although FetchFailed is present
          Ready=Maybe:Ok                                   | Ready has the status 'Maybe'
          Ready=True:                                      | Ready has no reason
          Ready=True:Ok,Ready=True:Ok                      | Ready is present twice
          """)
  void names(String conditions, String violation) {
    assertThat(KstatusContract.violations(PLAN, parse(conditions), 1, 1)).contains(violation);
  }

  @ParameterizedTest
  @CsvSource({"1,1,0", "2,1,1"})
  void observedGenerationMustCatchUpOnceSettled(long generation, long observed, int violations) {
    var found = KstatusContract.violations(PLAN, parse("Ready=True:Ok"), generation, observed);
    assertThat(found).hasSize(violations);
  }

  private static List<Condition> parse(String text) {
    return List.of(text.split(",")).stream()
        .map(one -> one.split("[=:]", -1))
        .map(p -> new Condition(p[0], p[1], 1, Timestamp.of(Instant.EPOCH), p[2], "m"))
        .toList();
  }
}
