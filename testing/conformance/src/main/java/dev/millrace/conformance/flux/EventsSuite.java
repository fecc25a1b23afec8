package dev.millrace.conformance.flux;

import dev.millrace.apply.object.Tree;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.event.EventJson;
import dev.millrace.controller.notification.provider.CloudTokens;
import dev.millrace.controller.notification.provider.Lineage;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.ProviderSettings;
import dev.millrace.controller.notification.provider.catalog.Notifiers;
import dev.millrace.controller.notification.provider.git.GitHubApp;
import dev.millrace.controller.notification.provider.git.GitNotifiers;
import dev.millrace.controller.notification.provider.stream.StreamNotifiers;
import dev.millrace.safety.Sensitive;
import dev.millrace.yaml.GoJson;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The suite {@code events}: what each type of Provider sends for an event. */
final class EventsSuite {
  private final Notifiers notifiers = notifiers();

  /** What differs from the case; empty when nothing does. */
  String problem(Map<String, @Nullable Object> testCase) {
    boolean errorExpected = Boolean.TRUE.equals(testCase.get("error"));
    EventSink sink = new EventSink();
    try {
      notifiers.of(settings(testCase)).tell(notification(testCase), sink);
      return errorExpected
          ? "an error was expected"
          : RequestComparison.of(testCase).problem(sink.written());
    } catch (NotificationFailure e) {
      return errorExpected ? "" : "failed with " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Notification notification(Map<String, @Nullable Object> testCase) {
    byte[] body = GoJson.write(testCase.get("event")).getBytes(StandardCharsets.UTF_8);
    Event event = EventJson.read(body).orElseThrow();
    return new Notification(
        event,
        text(testCase, "id"),
        text(testCase, "commitStatusID"),
        Notification.AlertIdentity.NONE);
  }

  private static ProviderSettings settings(Map<String, @Nullable Object> testCase) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (testCase.get("headers") instanceof Map<?, ?> map) {
      map.forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
    }
    return new ProviderSettings(
        Tree.string(testCase, "provider"),
        Sensitive.of(text(testCase, "address")),
        text(testCase, "channel"),
        text(testCase, "username"),
        Sensitive.of(text(testCase, "token")),
        Sensitive.of(text(testCase, "password")),
        Sensitive.of(headers),
        new ProviderSettings.Identity("", "", text(testCase, "providerUID"), ""),
        Sensitive.of(Map.of()));
  }

  private static String text(Map<String, @Nullable Object> testCase, String key) {
    return testCase.get(key) instanceof String text ? text : "";
  }

  private static Notifiers notifiers() {
    CloudTokens none = new NoClouds();
    Clock clock = Clock.systemUTC();
    return new Notifiers(
        new GitNotifiers(new GitHubApp(clock), none),
        new StreamNotifiers(
            none,
            (_, _) -> {
              throw new NotificationFailure("no case connects");
            },
            _ -> Lineage.Position.FIRST,
            clock));
  }

  /** The cases need no cloud. */
  private static final class NoClouds implements CloudTokens {
    @Override
    public String azure(ProviderSettings.Identity identity, String scope) {
      throw new NotificationFailure("there is no cloud");
    }

    @Override
    public String google(ProviderSettings.Identity identity, String scope) {
      throw new NotificationFailure("there is no cloud");
    }
  }

  /** All requests that are no look-ups. */
  static boolean isWrite(String method) {
    return !List.of("GET", "HEAD").contains(method);
  }
}
