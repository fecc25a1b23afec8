package dev.millrace.controller.notification.config;

import dev.millrace.controller.notification.cloud.AccountRule;
import dev.millrace.controller.notification.cloud.CloudEndpoints;
import dev.millrace.controller.notification.cloud.WorkloadIdentities;
import dev.millrace.controller.notification.provider.CloudTokens;
import dev.millrace.controller.notification.provider.catalog.Notifiers;
import dev.millrace.controller.notification.provider.git.GitHubApp;
import dev.millrace.controller.notification.provider.git.GitNotifiers;
import dev.millrace.controller.notification.provider.stream.StreamNotifiers;
import dev.millrace.controller.notification.transport.EgressPolicy;
import dev.millrace.controller.notification.transport.PolicyDialer;
import dev.millrace.controller.notification.transport.Route;
import dev.millrace.controller.notification.transport.Transport;
import dev.millrace.safety.net.EnvironmentProxies;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Wires the notifiers. */
@Singleton
final class NotifierBeans {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final List<String> METADATA = List.of("169.254.169.254", "fd00:ec2::254");

  @Produces
  @Singleton
  Notifiers notifiers(
      CloudTokens tokens, NotificationFlags flags, KubernetesClient client, Clock clock) {
    return new Notifiers(
        new GitNotifiers(new GitHubApp(clock), tokens),
        new StreamNotifiers(
            tokens, new PolicyDialer(flags.egress(), TIMEOUT), new ClusterLineage(client), clock));
  }

  /** Unlike requests to Providers, those for tokens may reach the metadata server of the node. */
  @Produces
  @Singleton
  CloudTokens tokens(KubernetesClient client, Vertx vertx, AccountRule accounts, Clock clock) {
    Map<String, String> environment = System.getenv();
    Transport transport =
        new Transport(
            vertx, EgressPolicy.of(METADATA, List.of()), EnvironmentProxies.of(environment));
    return new WorkloadIdentities(
        transport.exchange(Route.direct(TIMEOUT)),
        CloudEndpoints.of(environment),
        new ClusterServiceAccounts(client),
        new EnvironmentIdentity(environment),
        accounts,
        clock);
  }

  @Produces
  @Singleton
  AccountRule accounts(NotificationFlags flags) {
    return new AccountRule(
        flags.featureGates().on("ObjectLevelWorkloadIdentity"),
        flags.tenancy().defaultServiceAccount().orElse(""));
  }
}
