package dev.millrace.controller.notification.provider.chat;

import dev.millrace.controller.notification.provider.Notifier;
import dev.millrace.controller.notification.provider.ProviderSettings;
import java.util.Optional;

/** The chat services. */
public final class ChatNotifiers {
  private ChatNotifiers() {}

  /** The notifier of a type; empty for a type that is no chat service. */
  public static Optional<Notifier> of(ProviderSettings settings) {
    return Optional.ofNullable(
        switch (settings.type()) {
          case "slack" -> new SlackNotifier(settings);
          case "discord" -> new DiscordNotifier(settings);
          case "rocket" -> new RocketNotifier(settings);
          case "msteams" -> new TeamsNotifier(settings);
          case "googlechat" -> new GoogleChatNotifier(settings);
          case "webex" -> new WebexNotifier(settings);
          case "telegram" -> new TelegramNotifier(settings);
          case "matrix" -> new MatrixNotifier(settings);
          case "lark" -> new LarkNotifier(settings);
          case "zulip" -> new ZulipNotifier(settings);
          case "zoom" -> new ZoomNotifier(settings);
          default -> null;
        });
  }
}
