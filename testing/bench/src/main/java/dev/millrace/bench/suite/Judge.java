package dev.millrace.bench.suite;

import dev.millrace.bench.state.EndState;
import dev.millrace.bench.state.Must;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides whether the result of a phase counts: it has to be what the workload demands, and the
 * same as that of the first arm which reached this.
 */
final class Judge {
  private static final int TOLD = 5;

  private final Map<String, EndState> accepted = new HashMap<>();
  private final Map<String, String> acceptedOf = new HashMap<>();

  /** Why the result doesn't count; empty when it does. */
  List<String> refuse(String arm, String phase, EndState state, Must must) {
    List<String> reasons = new ArrayList<>(must.violations(state));
    EndState first = accepted.get(phase);
    if (first != null) {
      state.differencesFrom(first, TOLD).stream()
          .map(difference -> "unlike %s, %s".formatted(acceptedOf.get(phase), difference))
          .forEach(reasons::add);
    } else if (reasons.isEmpty()) {
      accepted.put(phase, state);
      acceptedOf.put(phase, arm);
    }
    return reasons.stream().map(reason -> phase + ": " + reason).toList();
  }
}
