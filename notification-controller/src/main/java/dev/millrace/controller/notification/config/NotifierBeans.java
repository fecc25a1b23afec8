package dev.millrace.controller.notification.config;

import dev.millrace.cloud.AccessToken;
import dev.millrace.cloud.CloudEndpoints;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.ExpiringCache;
import dev.millrace.cloud.workload.CloudIdentities;
import dev.millrace.controller.notification.cloud.AccountRule;
import dev.millrace.controller.notification.cloud.WorkloadIdentities;
import dev.millrace.controller.notification.provider.CloudTokens;
import dev.millrace.controller.notification.provider.catalog.Notifiers;
import dev.millrace.controller.notification.provider.git.GitHubApp;
import dev.millrace.controller.notification.provider.git.GitNotifiers;
import dev.millrace.controller.notification.provider.stream.StreamNotifiers;
import dev.millrace.controller.notification.transport.PolicyDialer;
import dev.millrace.runtime.account.ClusterAccounts;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Wires the notifiers. */
@Singleton
final class NotifierBeans {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

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
  CloudTokens tokens(
      KubernetesClient client, AccountRule rule, NotificationFlags flags, Clock clock) {
    Map<String, String> environment = System.getenv();
    return new WorkloadIdentities(
        new CloudIdentities(
            environment, CloudHttp.standard(), new CloudEndpoints(environment), clock),
        new ClusterAccounts(client)::find,
        rule,
        new ExpiringCache<>(
            flags.common().tokenCacheMaxSize(),
            flags.common().tokenCacheMaxDuration(),
            AccessToken::expires,
            clock));
  }

  @Produces
  @Singleton
  AccountRule accounts(NotificationFlags flags) {
    return new AccountRule(
        flags.featureGates().on("ObjectLevelWorkloadIdentity"),
        flags.tenancy().defaultServiceAccount().orElse(""));
  }
}
