package dev.millrace.controller.notification.provider.stream;

import dev.millrace.controller.notification.provider.CloudTokens;
import dev.millrace.controller.notification.provider.Dialer;
import dev.millrace.controller.notification.provider.Lineage;
import dev.millrace.controller.notification.provider.Notifier;
import dev.millrace.controller.notification.provider.ProviderSettings;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/** The types that hand on the event itself. */
public final class StreamNotifiers {
  private static final URI PUBSUB = URI.create("https://pubsub.googleapis.com");

  private final CloudTokens tokens;
  private final Dialer dialer;
  private final Lineage lineage;
  private final Clock clock;

  /**
   * @param tokens identities in clouds, where a Provider has no token
   * @param dialer reaches services that do not speak HTTP
   * @param lineage finds what comes of what
   */
  public StreamNotifiers(CloudTokens tokens, Dialer dialer, Lineage lineage, Clock clock) {
    this.tokens = tokens;
    this.dialer = dialer;
    this.lineage = lineage;
    this.clock = clock;
  }

  /** The notifier of a type; empty for a type that is none of these. */
  public Optional<Notifier> of(ProviderSettings settings) {
    return Optional.ofNullable(
        switch (settings.type()) {
          case "generic" ->
              settings.format().equals(ProviderSettings.CDEVENTS)
                  ? new CdEventNotifier(settings)
                  : new WebhookNotifier(settings, false);
          case "generic-hmac" -> new WebhookNotifier(settings, true);
          case "googlepubsub" -> new PubSubNotifier(settings, tokens, clock, PUBSUB);
          case "azureeventhub" -> new EventHubNotifier(settings, tokens, clock);
          case "nats" -> new NatsNotifier(settings, dialer);
          case "otel" -> new OtelNotifier(settings, lineage);
          default -> null;
        });
  }
}
