package dev.millrace.controller.notification.provider.catalog;

import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.Notifier;
import dev.millrace.controller.notification.provider.ProviderSettings;
import dev.millrace.controller.notification.provider.alerting.AlertingNotifiers;
import dev.millrace.controller.notification.provider.chat.ChatNotifiers;
import dev.millrace.controller.notification.provider.git.GitNotifiers;
import dev.millrace.controller.notification.provider.stream.StreamNotifiers;

/** Which notifier serves which type of Provider. */
public final class Notifiers {
  private final GitNotifiers git;
  private final StreamNotifiers stream;

  /** Serves all types: chat and alerting services, and those that need more than a request. */
  public Notifiers(GitNotifiers git, StreamNotifiers stream) {
    this.git = git;
    this.stream = stream;
  }

  /**
   * The notifier of a type.
   *
   * @throws NotificationFailure when the type is not known
   */
  public Notifier of(ProviderSettings settings) {
    return ChatNotifiers.of(settings)
        .or(() -> AlertingNotifiers.of(settings))
        .or(() -> git.of(settings))
        .or(() -> stream.of(settings))
        .orElseThrow(
            () ->
                new NotificationFailure(
                    "providers of type '%s' are not served".formatted(settings.type())));
  }
}
