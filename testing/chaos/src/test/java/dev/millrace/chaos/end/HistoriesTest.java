package dev.millrace.chaos.end;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which attempts of a Kustomization have to be the same. */
class HistoriesTest {
  @Test
  void anAttemptThatFailedMayLieBetween() {
    EndState wanted = end(attempt("2", true), attempt("1", true));

    assertThat(wanted.differences(end(attempt("2", true), attempt("2", false), attempt("1", true))))
        .isEmpty();
  }

  @Test
  void eachSuccessCountsInItsOrder() {
    EndState wanted = end(attempt("2", true), attempt("1", true));

    assertThat(wanted.differences(end(attempt("2", true)))).isNotEmpty();
    assertThat(wanted.differences(end(attempt("1", true), attempt("2", true))))
        .contains("Kustomization/app status.history.0.metadata.revision should be 2 and is 1");
  }

  @SafeVarargs
  private static EndState end(Map<String, Object>... attempts) {
    Map<String, Object> kustomization =
        Map.of(
            "kind",
            "Kustomization",
            "metadata",
            Map.of("name", "app"),
            "status",
            Map.of("history", List.of(attempts)));
    return EndState.of(Histories.ofSuccesses(List.of(kustomization)), new Aliases());
  }

  private static Map<String, Object> attempt(String revision, boolean succeeded) {
    return Map.of(
        "lastReconciledStatus",
        succeeded ? "ReconciliationSucceeded" : "HealthCheckFailed",
        "metadata",
        Map.of("revision", revision));
  }
}
