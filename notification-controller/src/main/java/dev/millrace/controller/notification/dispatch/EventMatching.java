package dev.millrace.controller.notification.dispatch;

import dev.millrace.api.notification.Alert;
import dev.millrace.api.notification.Provider;
import dev.millrace.controller.notification.alert.AlertMatch;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.event.EventId;
import dev.millrace.controller.notification.event.EventMetadata;
import dev.millrace.controller.notification.outbox.Delivery;
import dev.millrace.controller.notification.provider.Notification.AlertIdentity;
import dev.millrace.controller.notification.provider.Routing;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds who should hear of an event: match alerts → check namespaces → find provider → route → add
 * metadata.
 */
public final class EventMatching {
  private final Supplier<Stream<Alert>> alerts;
  private final AlertMatch match;
  private final boolean crossNamespace;
  private final Providers providers;
  private final FailureReport failures;
  private final Clock clock;

  /**
   * @param alerts all Alerts that are known now
   * @param crossNamespace whether alerts may hear of events of other namespaces
   */
  public EventMatching(
      Supplier<Stream<Alert>> alerts,
      AlertMatch match,
      boolean crossNamespace,
      Providers providers,
      FailureReport failures,
      Clock clock) {
    this.alerts = alerts;
    this.match = match;
    this.crossNamespace = crossNamespace;
    this.providers = providers;
    this.failures = failures;
    this.clock = clock;
  }

  /** One delivery for each Alert that selects the event. */
  public List<Delivery> deliveries(Event event) {
    List<Delivery> deliveries = new ArrayList<>();
    alerts
        .get()
        .filter(alert -> selects(alert, event))
        .forEach(alert -> delivery(alert, event).ifPresent(deliveries::add));
    return deliveries;
  }

  private boolean selects(Alert alert, Event event) {
    return switch (match.verdict(alert.getMetadata().getNamespace(), alert.spec(), event)) {
      case SELECTED -> true;
      case PASSED_OVER -> false;
      case UNDECIDED -> {
        failures.reportUnknownObject(identity(alert), event);
        yield false;
      }
    };
  }

  private Optional<Delivery> delivery(Alert alert, Event event) {
    String name = alert.spec().providerRef().name();
    AlertIdentity identity = identity(alert);
    if (!crossNamespace && !identity.namespace().equals(event.involvedObject().namespace())) {
      failures.report(identity, event, accessDenied(identity, event));
      return Optional.empty();
    }
    Optional<Provider> provider = providers.find(identity.namespace(), name);
    if (provider.isEmpty()) {
      failures.report(identity, event, "Provider '%s' not found".formatted(name));
      return Optional.empty();
    }
    if (provider.get().suspended() || !Routing.wants(provider.get().spec().type(), event)) {
      return Optional.empty();
    }
    reportConflicts(alert, identity, event);
    String id =
        "%s.%d.%s".formatted(EventId.of(event), event.time().getEpochSecond(), identity.uid());
    return Optional.of(
        new Delivery(id, identity, name, withMetadata(alert, event), clock.instant()));
  }

  private static String accessDenied(AlertIdentity alert, Event event) {
    return ("discarding event, access denied to cross-namespace sources: alert '%s/%s' can't process"
            + " event from '%s', cross-namespace references have been blocked")
        .formatted(alert.namespace(), alert.name(), event.involvedObject().path());
  }

  private void reportConflicts(Alert alert, AlertIdentity identity, Event event) {
    Set<String> conflicts =
        EventMetadata.conflicts(event, alert.spec().eventMetadata(), summary(alert));
    if (!conflicts.isEmpty()) {
      failures.reportConflicts(identity, conflicts);
    }
  }

  private static String summary(Alert alert) {
    return Objects.requireNonNullElse(alert.spec().summary(), "");
  }

  private static Event withMetadata(Alert alert, Event event) {
    return event.withMetadata(
        EventMetadata.published(
            EventMetadata.combine(event, alert.spec().eventMetadata(), summary(alert))));
  }

  private static AlertIdentity identity(Alert alert) {
    return new AlertIdentity(
        Objects.requireNonNullElse(alert.getMetadata().getUid(), ""),
        alert.getMetadata().getNamespace(),
        alert.getMetadata().getName());
  }
}
