package dev.millrace.controller.notification.receiver;

import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.notification.Receiver;
import dev.millrace.api.notification.ReceiverStatus;
import dev.millrace.controller.notification.config.NotificationFlags;
import dev.millrace.runtime.application.KindControllers;
import dev.millrace.runtime.flags.FeatureGates;
import dev.millrace.runtime.reconcile.KindController;
import dev.millrace.runtime.reference.ReferenceKey;
import dev.millrace.runtime.secret.ClusterSecrets;
import dev.millrace.runtime.watch.ReferenceIndex;
import dev.millrace.runtime.watch.Watches;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurableReconciler;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;

/** Reconciles Receivers, also when their Secrets change; see {@link ReceiverPipeline}. */
@ControllerConfiguration(name = "receiver")
public final class ReceiverReconciler
    implements Reconciler<Receiver>, ConfigurableReconciler<Receiver> {
  private final KindController<Receiver, ReceiverStatus> controller;
  private final FeatureGates gates;
  private final String secretSelector;

  @Inject
  ReceiverReconciler(
      KindControllers controllers,
      KubernetesClient client,
      FeatureGates gates,
      NotificationFlags flags,
      Clock clock) {
    this.controller =
        controllers.create(
            new ReceiverKind(),
            new ReceiverPipeline(
                new ReceiverSecrets(new ClusterSecrets(client)),
                new TriggerHint(
                    new ClusterResources(client, clock),
                    new ResourceKeys(!flags.tenancy().noCrossNamespaceRefs()))));
    this.gates = gates;
    this.secretSelector = flags.common().watchConfigsLabelSelector();
  }

  @Override
  public UpdateControl<Receiver> reconcile(Receiver receiver, Context<Receiver> context)
      throws Exception {
    return controller.reconcile(receiver, context);
  }

  @Override
  public List<EventSource<?, Receiver>> prepareEventSources(EventSourceContext<Receiver> context) {
    if (gates.on("DisableConfigWatchers")) {
      return List.of();
    }
    return List.of(
        new Watches<>(context)
            .secrets(
                secretSelector,
                ReferenceIndex.create(context, "secrets", ReceiverReconciler::secrets)));
  }

  @Override
  public void updateConfigurationFrom(ControllerConfigurationOverrider<Receiver> framework) {
    controller.configure(framework);
  }

  private static List<ReferenceKey> secrets(Receiver receiver) {
    LocalObjectReference secret = receiver.spec().secretRef();
    return secret == null || secret.name().isEmpty()
        ? List.of()
        : List.of(new ReferenceKey("Secret", receiver.getMetadata().getNamespace(), secret.name()));
  }
}
