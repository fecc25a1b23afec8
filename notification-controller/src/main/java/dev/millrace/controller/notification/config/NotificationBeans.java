package dev.millrace.controller.notification.config;

import dev.millrace.api.notification.Alert;
import dev.millrace.api.notification.Provider;
import dev.millrace.controller.notification.alert.AlertMatch;
import dev.millrace.controller.notification.dispatch.AlertDispatch;
import dev.millrace.controller.notification.dispatch.EventIntake;
import dev.millrace.controller.notification.dispatch.RepeatFilter;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.provider.CloudTokens;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.HttpExchange;
import dev.millrace.controller.notification.provider.catalog.Notifiers;
import dev.millrace.controller.notification.provider.git.GitHubApp;
import dev.millrace.controller.notification.provider.git.GitNotifiers;
import dev.millrace.controller.notification.provider.stream.StreamNotifiers;
import dev.millrace.runtime.application.ControllerIdentity;
import dev.millrace.runtime.event.EventDispatcher;
import dev.millrace.runtime.event.EventSubject;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.flags.FlagParser;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;

/** Wires the way of an event from its arrival to the services that are told. */
@Singleton
final class NotificationBeans {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  @Produces
  @Singleton
  NotificationFlags flags(@CommandLineArguments String[] arguments) {
    return FlagParser.parse(new NotificationFlags(), arguments);
  }

  @Produces
  @Singleton
  KnownObjects known(
      KubernetesClient client, NotificationFlags flags, ControllerIdentity identity) {
    return new KnownObjects(client, flags.common().watchScope(identity.namespace()));
  }

  @Produces
  @Singleton
  EventIntake intake(NotificationFlags flags, Clock clock, AlertDispatch dispatch) {
    return new EventIntake(new RepeatFilter(clock, flags.rateLimitInterval()), dispatch::dispatch);
  }

  @Produces
  @Singleton
  Notifiers notifiers(Clock clock) {
    CloudTokens tokens = new NoCloudTokens();
    return new Notifiers(
        new GitNotifiers(new GitHubApp(clock), tokens), new StreamNotifiers(tokens, clock));
  }

  @Produces
  @Singleton
  AlertDispatch dispatch(
      KubernetesClient client,
      KnownObjects known,
      NotificationFlags flags,
      Notifiers notifiers,
      EventDispatcher events) {
    return new AlertDispatch(
        known::alerts,
        new AlertMatch(event -> labels(client, event), !flags.tenancy().noCrossNamespaceRefs()),
        new ClusterProviders(known, client),
        notifiers,
        provider -> new HttpExchange(http(), timeout(provider)),
        (alert, text) -> report(events, alert, text),
        Executors.newVirtualThreadPerTaskExecutor());
  }

  /** Asks issuers of identity tokens for their keys. */
  @Produces
  @Singleton
  Exchange issuers() {
    return new HttpExchange(http(), CONNECT_TIMEOUT);
  }

  private static HttpClient http() {
    return HttpClient.newBuilder()
        .connectTimeout(CONNECT_TIMEOUT)
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }

  private static Duration timeout(Provider provider) {
    return provider.spec().timeout().asDuration();
  }

  private static void report(EventDispatcher events, Alert alert, String text) {
    events.record(
        EventSubject.of(alert),
        Notice.error("NotificationDispatchFailed", "failed to dispatch notification: " + text));
  }

  private static Optional<Map<String, String>> labels(KubernetesClient client, Event event) {
    GenericKubernetesResource object =
        client
            .genericKubernetesResources(
                event.involvedObject().apiVersion(), event.involvedObject().kind())
            .inNamespace(event.involvedObject().namespace())
            .withName(event.involvedObject().name())
            .get();
    return Optional.ofNullable(object)
        .map(
            found ->
                Objects.requireNonNullElse(
                    found.getMetadata().getLabels(), Map.<String, String>of()));
  }
}
