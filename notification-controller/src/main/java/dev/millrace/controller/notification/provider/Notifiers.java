package dev.millrace.controller.notification.provider;

import java.util.Optional;

/** Which notifier serves which type of Provider. */
public final class Notifiers {
  private Notifiers() {}

  /** The notifier of a type; empty for a type that is not served. */
  public static Optional<Notifier> of(ProviderSettings settings) {
    return switch (settings.type()) {
      case "generic" -> Optional.of(new WebhookNotifier(settings, false));
      case "generic-hmac" -> Optional.of(new WebhookNotifier(settings, true));
      case "slack" -> Optional.of(new SlackNotifier(settings));
      default -> Optional.empty();
    };
  }
}
