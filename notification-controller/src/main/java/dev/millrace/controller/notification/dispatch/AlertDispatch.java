package dev.millrace.controller.notification.dispatch;

import dev.millrace.api.notification.Alert;
import dev.millrace.api.notification.Provider;
import dev.millrace.controller.notification.alert.AlertMatch;
import dev.millrace.controller.notification.alert.CommitStatusName;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.event.EventId;
import dev.millrace.controller.notification.event.EventMetadata;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.Notification.AlertIdentity;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.ProviderSettings;
import dev.millrace.controller.notification.provider.Routing;
import dev.millrace.controller.notification.provider.catalog.Notifiers;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Tells every service that should hear of an event: match alerts → find provider → add metadata →
 * tell. Services are told at the same time; a failure of one changes nothing for the others.
 */
public final class AlertDispatch {
  private final Supplier<Stream<Alert>> alerts;
  private final AlertMatch match;
  private final Providers providers;
  private final Notifiers notifiers;
  private final ExchangeFactory exchanges;
  private final FailureReport failures;
  private final Executor executor;

  /**
   * @param alerts all Alerts that are known now
   * @param executor runs one task for each service to tell
   */
  public AlertDispatch(
      Supplier<Stream<Alert>> alerts,
      AlertMatch match,
      Providers providers,
      Notifiers notifiers,
      ExchangeFactory exchanges,
      FailureReport failures,
      Executor executor) {
    this.alerts = alerts;
    this.match = match;
    this.providers = providers;
    this.notifiers = notifiers;
    this.exchanges = exchanges;
    this.failures = failures;
    this.executor = executor;
  }

  /** Finds the Provider that an Alert names, and what its Secret says. */
  public interface Providers {
    /** The provider; empty when it does not exist. */
    Optional<Provider> find(String namespace, String name);

    /** The settings of a provider, its Secret read. */
    ProviderSettings settings(Provider provider);
  }

  /** Makes the HTTP side for a provider: its timeout, proxy and certificates. */
  @FunctionalInterface
  public interface ExchangeFactory {
    /** The exchange for a provider. */
    Exchange of(Provider provider);
  }

  /** Tells the owner of an Alert that a service could not be told. */
  @FunctionalInterface
  public interface FailureReport {
    /** Reports a failure; the text holds no secret. */
    void report(Alert alert, String text);
  }

  /** Tells everybody; returns at once. */
  public void dispatch(Event event) {
    alerts
        .get()
        .filter(alert -> match.selects(alert.getMetadata().getNamespace(), alert.spec(), event))
        .forEach(alert -> executor.execute(() -> tell(alert, event)));
  }

  private void tell(Alert alert, Event event) {
    try {
      Provider provider =
          providers
              .find(alert.getMetadata().getNamespace(), alert.spec().providerRef().name())
              .orElseThrow(
                  () ->
                      new NotificationFailure(
                          "Provider '%s' not found".formatted(alert.spec().providerRef().name())));
      if (provider.suspended() || !Routing.wants(provider.spec().type(), event)) {
        return;
      }
      notifiers
          .of(providers.settings(provider))
          .tell(notification(alert, provider, event), exchanges.of(provider));
    } catch (NotificationFailure e) {
      failures.report(alert, e.text());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Notification notification(Alert alert, Provider provider, Event event) {
    Event combined = withMetadata(alert, event);
    return new Notification(
        combined,
        EventId.of(event),
        CommitStatusName.usual(combined, provider.getMetadata().getUid()),
        new AlertIdentity(
            alert.getMetadata().getUid(),
            alert.getMetadata().getNamespace(),
            alert.getMetadata().getName()));
  }

  private static Event withMetadata(Alert alert, Event event) {
    return event.withMetadata(
        EventMetadata.published(
            EventMetadata.combine(
                event,
                alert.spec().eventMetadata(),
                Objects.requireNonNullElse(alert.spec().summary(), ""))));
  }
}
