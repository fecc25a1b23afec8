package dev.millrace.controller.notification.receiver;

import dev.millrace.api.notification.Receiver;
import dev.millrace.api.notification.ReceiverStatus;
import dev.millrace.runtime.application.KindControllers;
import dev.millrace.runtime.reconcile.KindController;
import dev.millrace.runtime.secret.ClusterSecrets;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurableReconciler;
import jakarta.inject.Inject;

/** Reconciles Receivers; see {@link ReceiverPipeline}. */
@ControllerConfiguration(name = "receiver")
public final class ReceiverReconciler
    implements Reconciler<Receiver>, ConfigurableReconciler<Receiver> {
  private final KindController<Receiver, ReceiverStatus> controller;

  @Inject
  ReceiverReconciler(KindControllers controllers, KubernetesClient client) {
    this.controller =
        controllers.create(
            new ReceiverKind(),
            new ReceiverPipeline(new ReceiverSecrets(new ClusterSecrets(client))));
  }

  @Override
  public UpdateControl<Receiver> reconcile(Receiver receiver, Context<Receiver> context)
      throws Exception {
    return controller.reconcile(receiver, context);
  }

  @Override
  public void updateConfigurationFrom(ControllerConfigurationOverrider<Receiver> framework) {
    controller.configure(framework);
  }
}
