package dev.millrace.controller.notification.config;

import dev.millrace.controller.notification.alert.AlertMatch;
import dev.millrace.controller.notification.channel.EventChannels;
import dev.millrace.controller.notification.cloud.AccountRule;
import dev.millrace.controller.notification.dispatch.EventIntake;
import dev.millrace.controller.notification.dispatch.EventMatching;
import dev.millrace.controller.notification.dispatch.FailureReport;
import dev.millrace.controller.notification.dispatch.ProviderCourier;
import dev.millrace.controller.notification.dispatch.Providers;
import dev.millrace.controller.notification.dispatch.RepeatFilter;
import dev.millrace.controller.notification.outbox.Outbox;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.catalog.Notifiers;
import dev.millrace.controller.notification.template.Rendering;
import dev.millrace.controller.notification.transport.Route;
import dev.millrace.controller.notification.transport.Transport;
import dev.millrace.runtime.application.ControllerIdentity;
import dev.millrace.runtime.event.EventDispatcher;
import dev.millrace.runtime.flags.FlagParser;
import dev.millrace.runtime.metrics.StateSource;
import dev.millrace.runtime.secret.ClusterSecrets;
import dev.millrace.safety.net.EnvironmentProxies;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.annotations.CommandLineArguments;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Wires the way of an event from its arrival to the services that are told. */
@Singleton
final class NotificationBeans {
  private static final Duration ISSUER_TIMEOUT = Duration.ofSeconds(10);

  @Produces
  @Singleton
  NotificationFlags flags(@CommandLineArguments String[] arguments) {
    return FlagParser.parse(new NotificationFlags(), arguments);
  }

  @Produces
  @Singleton
  KnownObjects known(
      KubernetesClient client,
      NotificationFlags flags,
      ControllerIdentity identity,
      EventDispatcher events) {
    return new KnownObjects(
        client, flags.common().watchScope(identity.namespace()), new AlertChecks(events));
  }

  @Produces
  @Singleton
  LabelCache labels(KubernetesClient client, NotificationFlags flags, ControllerIdentity identity) {
    return new LabelCache(client, flags.common().watchScope(identity.namespace()).namespace());
  }

  @Produces
  @Singleton
  Transport transport(Vertx vertx, NotificationFlags flags) {
    return new Transport(vertx, flags.egress(), EnvironmentProxies.ofProcess());
  }

  @Produces
  @Singleton
  StateSource statesOfStaticObjects(KnownObjects known) {
    return () -> Stream.concat(known.alerts(), known.providers());
  }

  @Produces
  @Singleton
  Providers providers(
      KnownObjects known, KubernetesClient client, Transport transport, AccountRule accounts) {
    return new ClusterProviders(known, new ClusterSecrets(client), transport, accounts);
  }

  /** Asks issuers of identity tokens for their keys. */
  @Produces
  @Singleton
  Exchange issuers(Transport transport) {
    return transport.exchange(Route.direct(ISSUER_TIMEOUT));
  }

  @Produces
  @Singleton
  EventIntake intake(NotificationFlags flags, Clock clock, EventChannels channels) {
    Path folder = flags.outbox().folder();
    RepeatFilter repeats =
        folder == null
            ? new RepeatFilter(clock, flags.rateLimitInterval())
            : RepeatFilter.in(folder, clock, flags.rateLimitInterval());
    return new EventIntake(repeats, channels);
  }

  @Produces
  @Singleton
  EventMatching matching(
      KnownObjects known,
      LabelCache labels,
      Providers providers,
      FailureReport failures,
      NotificationFlags flags,
      Clock clock) {
    return new EventMatching(
        known::alerts,
        new AlertMatch(labels::labelsOf),
        !flags.tenancy().noCrossNamespaceRefs(),
        providers,
        failures,
        clock);
  }

  @Produces
  @Singleton
  Rendering rendering(KnownObjects known, FailureReport failures) {
    return new Rendering(known::alert, failures);
  }

  @Produces
  @Singleton
  Outbox outbox(
      NotificationFlags flags,
      KnownObjects known,
      Providers providers,
      Notifiers notifiers,
      FailureReport failures,
      UndeliveredConditions conditions,
      KubernetesClient client,
      MeterRegistry meters,
      Clock clock) {
    ProviderCourier courier =
        new ProviderCourier(
            providers,
            notifiers,
            alert -> known.alert(alert).map(found -> tree(client, found)).orElse(Map.of()),
            provider -> tree(client, provider));
    Outbox outbox =
        Outbox.open(
            flags.outbox(),
            courier,
            new DeliveryReports(failures, conditions, meters),
            clock,
            Executors.newVirtualThreadPerTaskExecutor());
    Gauge.builder("millrace.outbox.deliveries", outbox, Outbox::size)
        .description("Notifications that wait to be delivered.")
        .register(meters);
    Gauge.builder("millrace.outbox.bytes", outbox, Outbox::bytes)
        .description("How much the notifications that wait hold.")
        .register(meters);
    return outbox;
  }

  @Produces
  @Singleton
  UndeliveredConditions conditions(KnownObjects known, KubernetesClient client, Clock clock) {
    return new UndeliveredConditions(
        known::alert,
        new ClusterAlertStatus(client),
        Executors.newSingleThreadExecutor(Thread.ofVirtual().factory()),
        clock);
  }

  @Produces
  @Singleton
  FailureReport failures(KnownObjects known, EventDispatcher events) {
    return new AlertReports(known::alert, events);
  }

  @SuppressWarnings("unchecked") // an object is a map
  private static Map<String, ?> tree(KubernetesClient client, Object object) {
    return client.getKubernetesSerialization().convertValue(object, Map.class);
  }

  void close(@Disposes Transport transport) {
    transport.close();
  }
}
