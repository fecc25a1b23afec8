package dev.millrace.controller.notification.provider.alerting;

import dev.millrace.controller.notification.provider.Notifier;
import dev.millrace.controller.notification.provider.ProviderSettings;
import java.util.Optional;

/** The on-call and monitoring services. */
public final class AlertingNotifiers {
  private AlertingNotifiers() {}

  /** The notifier of a type; empty for a type that is no such service. */
  public static Optional<Notifier> of(ProviderSettings settings) {
    return Optional.ofNullable(
        switch (settings.type()) {
          case "alertmanager" -> new AlertmanagerNotifier(settings);
          case "opsgenie" -> new OpsgenieNotifier(settings);
          case "pagerduty" -> new PagerDutyNotifier(settings);
          case "incident.io" -> new IncidentIoNotifier(settings);
          case "datadog" -> new DatadogNotifier(settings);
          case "grafana" -> new GrafanaNotifier(settings);
          case "sentry" -> new SentryNotifier(settings);
          default -> null;
        });
  }
}
