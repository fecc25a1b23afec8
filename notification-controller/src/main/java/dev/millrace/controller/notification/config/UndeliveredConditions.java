package dev.millrace.controller.notification.config;

import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Conditions;
import dev.millrace.api.notification.Alert;
import dev.millrace.api.notification.AlertStatus;
import dev.millrace.controller.notification.outbox.Delivery;
import dev.millrace.controller.notification.provider.Notification.AlertIdentity;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Keeps the condition {@value AlertStatus#UNDELIVERED} of Alerts: true when a notification was
 * given up, false when one was delivered after that. It is written when that changes, not for each
 * notification.
 */
final class UndeliveredConditions {
  private static final String DELIVERED = "";
  private static final int MOST_ALERTS = 10_000;

  private final Function<AlertIdentity, Optional<Alert>> alerts;
  private final StatusWriter writer;
  private final Executor executor;
  private final Clock clock;
  private final Map<String, String> written = new ConcurrentHashMap<>();

  /**
   * @param alerts finds an Alert; empty when it is gone
   * @param executor runs one write after the other
   */
  UndeliveredConditions(
      Function<AlertIdentity, Optional<Alert>> alerts,
      StatusWriter writer,
      Executor executor,
      Clock clock) {
    this.alerts = alerts;
    this.writer = writer;
    this.executor = executor;
    this.clock = clock;
  }

  /** Writes the status of an Alert. */
  @FunctionalInterface
  interface StatusWriter {
    /** Writes it; a cluster whose Alerts have no status is no error. */
    void write(Alert alert, AlertStatus status);
  }

  /**
   * A notification was given up.
   *
   * @param text why, without secrets
   */
  void givenUp(Delivery delivery, String text) {
    if (!text.equals(written.put(delivery.alert().uid(), text))) {
      update(
          delivery,
          Condition.TRUE,
          "DeliveryGivenUp",
          "a notification to Provider '%s' was given up: %s".formatted(delivery.provider(), text));
    }
  }

  /** A notification was delivered. */
  void delivered(Delivery delivery) {
    if (wasGivenUp(delivery)) {
      update(
          delivery,
          Condition.FALSE,
          "Delivered",
          "notifications to Provider '%s' are delivered again".formatted(delivery.provider()));
    }
  }

  private boolean wasGivenUp(Delivery delivery) {
    if (written.size() > MOST_ALERTS) {
      written.clear();
    }
    String before = written.put(delivery.alert().uid(), DELIVERED);
    return before == null
        ? alerts.apply(delivery.alert()).filter(UndeliveredConditions::isUndelivered).isPresent()
        : !before.equals(DELIVERED);
  }

  private static boolean isUndelivered(Alert alert) {
    return Conditions.holds(alert.status().conditions(), AlertStatus.UNDELIVERED);
  }

  private void update(Delivery delivery, String status, String reason, String message) {
    executor.execute(
        () ->
            alerts
                .apply(delivery.alert())
                .ifPresent(alert -> writer.write(alert, with(alert, status, reason, message))));
  }

  private AlertStatus with(Alert alert, String status, String reason, String message) {
    long generation = Objects.requireNonNullElse(alert.getMetadata().getGeneration(), 0L);
    Condition condition =
        Condition.of(AlertStatus.UNDELIVERED, status, reason, message, generation, clock.instant());
    List<Condition> conditions = Conditions.with(alert.status().conditions(), condition);
    return new AlertStatus(conditions);
  }
}
