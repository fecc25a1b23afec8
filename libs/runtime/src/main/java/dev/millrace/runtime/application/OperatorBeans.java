package dev.millrace.runtime.application;

import dev.millrace.runtime.flags.ControllerFlags;
import dev.millrace.runtime.leader.LeaseSettings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.quarkiverse.operatorsdk.runtime.QuarkusConfigurationService;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurableReconciler;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurationServiceCustomizer;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The operator framework, as we use it. Reconcilers are registered here rather than by the Quarkus
 * extension, because the extension drops the setting that lets a reconciler see deletions itself.
 */
@Singleton
final class OperatorBeans {
  @Produces
  @Singleton
  Operator operator(
      QuarkusConfigurationService configuration,
      Instance<Reconciler<? extends HasMetadata>> reconcilers) {
    Operator operator = new Operator(configuration);
    for (Reconciler<? extends HasMetadata> reconciler : reconcilers) {
      register(operator, configuration, reconciler);
    }
    return operator;
  }

  /**
   * Each run gets a virtual thread of its own; {@link dev.millrace.runtime.reconcile.RunSlots}
   * bounds how many of them work. The framework's own metrics stay off: ours are those of Flux.
   */
  @Produces
  @Singleton
  ConfigurationServiceCustomizer framework(ControllerFlags flags, ControllerIdentity identity) {
    Consumer<ConfigurationServiceOverrider> settings =
        framework -> {
          framework
              .withExecutorService(Executors.newVirtualThreadPerTaskExecutor())
              .withReconciliationTerminationTimeout(flags.gracefulShutdownTimeout())
              .withMetrics(Metrics.NOOP)
              .withUseSSAToPatchPrimaryResource(false)
              .withCloseClientOnStop(false);
          LeaseSettings.of(
                  flags.common(), identity.name(), identity.namespace(), identity.instance())
              .ifPresent(framework::withLeaderElectionConfiguration);
        };
    return () -> settings;
  }

  private static <R extends HasMetadata> void register(
      Operator operator, QuarkusConfigurationService configuration, Reconciler<R> reconciler) {
    if (reconciler instanceof ConfigurableReconciler<R> configurable) {
      operator.register(reconciler, DeletionAwareConfiguration.of(configuration, configurable));
    } else {
      throw new IllegalStateException(
          reconciler.getClass().getName() + " must be a ConfigurableReconciler");
    }
  }
}
