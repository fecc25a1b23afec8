package dev.millrace.controller.notification.config;

import dev.millrace.controller.notification.dispatch.FailureReport;
import dev.millrace.controller.notification.outbox.Delivery;
import dev.millrace.controller.notification.outbox.OutboxObserver;
import dev.millrace.controller.notification.provider.NotificationFailure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts deliveries, and tells the owner of an Alert when one fails: at its first failure and when
 * it is given up, not at each repetition. What was given up is in the Alert's conditions too.
 */
final class DeliveryReports implements OutboxObserver {
  private static final String COUNTER = "millrace.notifications";

  private final FailureReport failures;
  private final UndeliveredConditions conditions;
  private final Counter delivered;
  private final Counter repeated;
  private final Counter dead;
  private final Map<String, String> reported = new ConcurrentHashMap<>();

  DeliveryReports(FailureReport failures, UndeliveredConditions conditions, MeterRegistry meters) {
    this.failures = failures;
    this.conditions = conditions;
    this.delivered = counter(meters, "delivered");
    this.repeated = counter(meters, "repeated");
    this.dead = counter(meters, "dead");
  }

  private static Counter counter(MeterRegistry meters, String outcome) {
    return Counter.builder(COUNTER)
        .description("Notifications by what became of them.")
        .tags("outcome", outcome)
        .register(meters);
  }

  @Override
  public void delivered(Delivery delivery) {
    delivered.increment();
    reported.remove(provider(delivery));
    conditions.delivered(delivery);
  }

  @Override
  public void failed(Delivery delivery, NotificationFailure failure) {
    repeated.increment();
    if (reported.put(provider(delivery), failure.text()) == null) {
      failures.report(delivery.alert(), delivery.event(), failure.text() + "; it will be repeated");
    }
  }

  @Override
  public void givenUp(Delivery delivery, NotificationFailure failure) {
    dead.increment();
    reported.remove(provider(delivery));
    failures.report(delivery.alert(), delivery.event(), failure.text() + "; it was given up");
    conditions.givenUp(delivery, failure.text());
  }

  private static String provider(Delivery delivery) {
    return delivery.alert().namespace() + "/" + delivery.provider();
  }
}
