package dev.millrace.controller.notification.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.meta.Condition;
import dev.millrace.api.notification.Alert;
import dev.millrace.api.notification.AlertStatus;
import dev.millrace.controller.notification.outbox.Delivery;
import dev.millrace.controller.notification.provider.Notification.AlertIdentity;
import dev.millrace.controller.notification.provider.Samples;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UndeliveredConditionsTest {
  private static final AlertIdentity IDENTITY = new AlertIdentity("uid", "apps", "alert");
  private static final Delivery DELIVERY =
      new Delivery("id", IDENTITY, "chat", Samples.event("info"), Samples.CLOCK.instant());

  private final Alert alert = alert();
  private final List<String> written = new ArrayList<>();

  @Test
  void tellsOnceThatNotificationsAreGivenUpAndOnceThatTheyArriveAgain() {
    UndeliveredConditions conditions = conditions();
    conditions.delivered(DELIVERY);
    conditions.givenUp(DELIVERY, "Secret 'chat' not found");
    conditions.givenUp(DELIVERY, "Secret 'chat' not found");
    conditions.delivered(DELIVERY);
    conditions.delivered(DELIVERY);
    assertThat(written)
        .containsExactly(
            "True a notification to Provider 'chat' was given up: Secret 'chat' not found",
            "False notifications to Provider 'chat' are delivered again");
  }

  @Test
  void tellsAnotherReason() {
    UndeliveredConditions conditions = conditions();
    conditions.givenUp(DELIVERY, "one");
    conditions.givenUp(DELIVERY, "two");
    assertThat(written).hasSize(2).last().asString().endsWith("given up: two");
  }

  @Test
  void remembersAcrossARestartWhatTheAlertSays() {
    conditions().givenUp(DELIVERY, "down");
    conditions().delivered(DELIVERY);
    assertThat(written).hasSize(2).last().asString().startsWith("False");
  }

  @Test
  void leavesAlertsAloneThatAreGone() {
    UndeliveredConditions conditions =
        new UndeliveredConditions(
            _ -> Optional.empty(), (_, _) -> written.add("?"), Runnable::run, Samples.CLOCK);
    conditions.givenUp(DELIVERY, "down");
    conditions.delivered(DELIVERY);
    assertThat(written).isEmpty();
  }

  private UndeliveredConditions conditions() {
    return new UndeliveredConditions(
        identity -> Optional.of(alert).filter(_ -> identity.equals(IDENTITY)),
        this::write,
        Runnable::run,
        Samples.CLOCK);
  }

  private void write(Alert written, AlertStatus status) {
    written.setStatus(status);
    Condition condition = status.conditions().getFirst();
    assertThat(condition.type()).isEqualTo("Undelivered");
    assertThat(condition.observedGeneration()).isEqualTo(7);
    this.written.add(condition.status() + " " + condition.message());
  }

  private static Alert alert() {
    Alert alert = new Alert();
    alert.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace("apps")
            .withName("alert")
            .withUid("uid")
            .withGeneration(7L)
            .build());
    return alert;
  }
}
