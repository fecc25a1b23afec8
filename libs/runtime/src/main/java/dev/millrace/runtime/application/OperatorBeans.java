package dev.millrace.runtime.application;

import dev.millrace.runtime.flags.ControllerFlags;
import dev.millrace.runtime.leader.Lead;
import dev.millrace.runtime.leader.LeaseSettings;
import dev.millrace.runtime.reconcile.SharedObjects;
import dev.millrace.runtime.sharding.AutoSharding;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RegisteredController;
import io.javaoperatorsdk.operator.api.config.ConfigurationService;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.quarkiverse.operatorsdk.runtime.QuarkusConfigurationService;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurableReconciler;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;

/**
 * The operator framework, as we use it. Its configuration is made and reconcilers are registered
 * here rather than by the Quarkus extension: the extension drops the setting that lets a reconciler
 * see deletions itself, and its overridden configuration makes a client of its own for every run.
 */
@Singleton
final class OperatorBeans {
  @Produces
  @Singleton
  Operator operator(
      QuarkusConfigurationService built,
      KubernetesClient client,
      ControllerFlags flags,
      ControllerIdentity identity,
      AutoSharding sharding,
      Lead lead,
      Instance<Reconciler<? extends HasMetadata>> reconcilers) {
    ConfigurationService framework = framework(built, client, flags, identity, lead);
    Operator operator = new Operator(framework);
    for (Reconciler<? extends HasMetadata> reconciler : reconcilers) {
      sharding.onArrival(Arrivals.at(register(operator, built, framework, reconciler)));
    }
    return operator;
  }

  /**
   * Each run gets a virtual thread of its own; {@link dev.millrace.runtime.reconcile.RunSlots}
   * bounds how many of them work. The framework's own metrics stay off: ours are those of Flux.
   */
  static ConfigurationService framework(
      ConfigurationService built,
      KubernetesClient client,
      ControllerFlags flags,
      ControllerIdentity identity,
      Lead lead) {
    return ConfigurationService.newOverriddenConfigurationService(
        built,
        settings -> {
          settings
              .withKubernetesClient(client)
              .withExecutorService(Executors.newVirtualThreadPerTaskExecutor())
              .withReconciliationTerminationTimeout(flags.gracefulShutdownTimeout())
              .withMetrics(Metrics.NOOP)
              .withResourceCloner(new SharedObjects())
              .withUseSSAToPatchPrimaryResource(false)
              .withCloseClientOnStop(false);
          LeaseSettings.of(
                  flags.common(), identity.name(), identity.namespace(), identity.instance(), lead)
              .filter(_ -> !flags.common().autoSharding())
              .ifPresent(settings::withLeaderElectionConfiguration);
        });
  }

  private static <R extends HasMetadata> RegisteredController<R> register(
      Operator operator,
      QuarkusConfigurationService built,
      ConfigurationService framework,
      Reconciler<R> reconciler) {
    if (reconciler instanceof ConfigurableReconciler<R> configurable) {
      return operator.register(
          reconciler, DeletionAwareConfiguration.of(built, framework, configurable));
    } else {
      throw new IllegalStateException(
          reconciler.getClass().getName() + " must be a ConfigurableReconciler");
    }
  }
}
