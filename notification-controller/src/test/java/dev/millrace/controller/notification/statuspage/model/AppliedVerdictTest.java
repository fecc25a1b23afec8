package dev.millrace.controller.notification.statuspage.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;

/** How applied objects are. */
class AppliedVerdictTest {
  private static final AppliedObject WEB =
      new AppliedObject("apps", "v1", "Deployment", "shop", "web");
  private final AppliedVerdict verdict = new AppliedVerdict(Clock.systemUTC());

  @Test
  void judgesByTheRulesOfTheKind() {
    AppliedState state =
        verdict.judge(
            WEB,
            Objects.tree(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {namespace: shop, name: web}
                spec: {replicas: 2}
                status: {replicas: 2, updatedReplicas: 2, readyReplicas: 1, availableReplicas: 1}
                """));

    assertThat(state.health()).isEqualTo(Health.PROGRESSING);
    assertThat(state.message().toString()).isNotEmpty();
  }

  @Test
  void doesNotGuessAtAStatusThatMakesNoSense() {
    AppliedState state =
        verdict.judge(
            WEB,
            Objects.tree(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {namespace: shop, name: web, generation: x}
                """));

    assertThat(state.health()).isEqualTo(Health.UNKNOWN);
  }
}
