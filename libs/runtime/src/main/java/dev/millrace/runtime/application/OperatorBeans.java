package dev.millrace.runtime.application;

import dev.millrace.runtime.flags.ControllerFlags;
import dev.millrace.runtime.leader.LeaseSettings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurableReconciler;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;

/**
 * The operator framework, as we use it. It is configured here rather than by its Quarkus extension,
 * because the extension drops the setting that lets a reconciler see deletions itself.
 */
@Singleton
final class OperatorBeans {
  @Produces
  @Singleton
  Operator operator(
      KubernetesClient client,
      ControllerFlags flags,
      ControllerIdentity identity,
      Instance<Reconciler<? extends HasMetadata>> reconcilers) {
    Operator operator = new Operator(framework -> configure(framework, client, flags, identity));
    for (Reconciler<? extends HasMetadata> reconciler : reconcilers) {
      register(operator, reconciler);
    }
    return operator;
  }

  /**
   * Each run gets a virtual thread of its own; {@link dev.millrace.runtime.reconcile.RunSlots}
   * bounds how many of them work.
   */
  private static void configure(
      ConfigurationServiceOverrider framework,
      KubernetesClient client,
      ControllerFlags flags,
      ControllerIdentity identity) {
    framework
        .withKubernetesClient(client)
        .withExecutorService(Executors.newVirtualThreadPerTaskExecutor())
        .withUseSSAToPatchPrimaryResource(false)
        .checkingCRDAndValidateLocalModel(false)
        .withCloseClientOnStop(false);
    LeaseSettings.of(flags.common(), identity.name(), identity.namespace())
        .ifPresent(framework::withLeaderElectionConfiguration);
  }

  private static <R extends HasMetadata> void register(
      Operator operator, Reconciler<R> reconciler) {
    if (reconciler instanceof ConfigurableReconciler<R> configurable) {
      operator.register(reconciler, configurable::updateConfigurationFrom);
    } else {
      operator.register(reconciler);
    }
  }
}
