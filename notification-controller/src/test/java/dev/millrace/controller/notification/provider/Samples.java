package dev.millrace.controller.notification.provider;

import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.event.InvolvedObject;
import dev.millrace.controller.notification.provider.Notification.AlertIdentity;
import dev.millrace.controller.notification.provider.catalog.Notifiers;
import dev.millrace.controller.notification.provider.git.GitHubApp;
import dev.millrace.controller.notification.provider.git.GitNotifiers;
import dev.millrace.controller.notification.provider.stream.StreamNotifiers;
import dev.millrace.safety.Sensitive;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** Events and Providers for tests. */
public final class Samples {
  /** When everything happens. */
  public static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  /** The commit that events are about. */
  public static final String COMMIT = "5394cb7f48332b2de7c17dd8b8384bbc84b7e738";

  private Samples() {}

  /** An event of a severity. */
  public static Event event(String severity) {
    return new Event(
        new InvolvedObject(
            "Kustomization", "apps", "shop", "uid-1", "kustomize.toolkit.fluxcd.io/v1", "1"),
        severity,
        "2026-01-01T00:00:00Z",
        "Applied revision",
        "ReconciliationSucceeded",
        new LinkedHashMap<>(Map.of("revision", "main@sha1:" + COMMIT)),
        "kustomize-controller",
        "host");
  }

  /** What an Alert tells of an event. */
  public static Notification notification(Event event) {
    return new Notification(
        event, "id-1", "kustomization/shop/abc", new AlertIdentity("uid-a", "apps", "alert"));
  }

  /** Settings with an address and a channel. */
  public static ProviderSettings settings(
      String type, String address, String channel, Map<String, String> secret) {
    return new ProviderSettings(
        type,
        Sensitive.of(address),
        channel,
        secret.getOrDefault("username", ""),
        Sensitive.of(secret.getOrDefault("token", "")),
        Sensitive.of(secret.getOrDefault("password", "")),
        Sensitive.of(Map.of()),
        new ProviderSettings.Identity("apps", "provider", "uid-p", ""),
        Sensitive.of(secret));
  }

  /** All notifiers, with clouds that give the token {@code cloud-token}. */
  public static Notifiers notifiers(Dialer dialer, Lineage lineage) {
    CloudTokens tokens =
        new CloudTokens() {
          @Override
          public String azure(ProviderSettings.Identity identity, String scope) {
            return "cloud-token";
          }

          @Override
          public String google(ProviderSettings.Identity identity, String scope) {
            return "cloud-token";
          }
        };
    return new Notifiers(
        new GitNotifiers(new GitHubApp(CLOCK), tokens),
        new StreamNotifiers(tokens, dialer, lineage, CLOCK));
  }

  /** All notifiers, for types that speak HTTP. */
  public static Notifiers notifiers() {
    return notifiers(
        (_, _) -> {
          throw new NotificationFailure("nobody dials here");
        },
        _ -> Lineage.Position.FIRST);
  }
}
