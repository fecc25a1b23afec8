package dev.millrace.controller.helm.config;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.apply.cluster.Subscription;
import dev.millrace.controller.helm.helmrelease.HelmReleaseReconciler;
import dev.millrace.harness.live.LiveControllers;
import dev.millrace.harness.live.RecordedEvents;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurableReconciler;
import java.util.List;

/** The controller with its real wiring, in this process and with the given flags. */
public final class RunningController implements AutoCloseable {
  private final Wiring wiring;
  private final LiveControllers controllers;
  private final Subscription kinds;

  private RunningController(KubernetesClient client, String... arguments) {
    wiring = new Wiring(client, Runtime.getRuntime().availableProcessors(), List.of(arguments));
    kinds = wiring.followKinds();
    controllers =
        new LiveControllers(
            client,
            Wiring.IDENTITY.name(),
            wiring.flags().common().watchScope(Wiring.IDENTITY.namespace()));
    controllers.with(
        new Adapter(
            new HelmReleaseReconciler(
                controllers.kinds(),
                wiring.pipeline(),
                wiring.cache(),
                wiring.waits(),
                wiring.rivals(),
                wiring.gates(),
                wiring.flags())));
  }

  /** Starts the controller. */
  public static RunningController start(KubernetesClient client, String... arguments) {
    RunningController controller = new RunningController(client, arguments);
    controller.controllers.start();
    return controller;
  }

  /** What it told. */
  public RecordedEvents events() {
    return controllers.events();
  }

  @Override
  public void close() {
    controllers.close();
    kinds.close();
    wiring.close();
  }

  /** The framework looks for the kind among the interfaces of the class itself. */
  private record Adapter(HelmReleaseReconciler reconciler)
      implements Reconciler<HelmRelease>, ConfigurableReconciler<HelmRelease> {
    @Override
    public UpdateControl<HelmRelease> reconcile(HelmRelease object, Context<HelmRelease> context)
        throws Exception {
      return reconciler.reconcile(object, context);
    }

    @Override
    public List<EventSource<?, HelmRelease>> prepareEventSources(
        EventSourceContext<HelmRelease> context) {
      return reconciler.prepareEventSources(context);
    }

    @Override
    public void updateConfigurationFrom(ControllerConfigurationOverrider<HelmRelease> framework) {
      reconciler.updateConfigurationFrom(framework);
    }
  }
}
