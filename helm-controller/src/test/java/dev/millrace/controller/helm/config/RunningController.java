package dev.millrace.controller.helm.config;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.apply.cluster.Subscription;
import dev.millrace.cluster.ClusterConnection;
import dev.millrace.cluster.application.ApplierBeans;
import dev.millrace.cluster.application.WaitTimer;
import dev.millrace.cluster.target.TargetClusters;
import dev.millrace.cluster.waiting.Waits;
import dev.millrace.controller.helm.cluster.ReleaseSessions;
import dev.millrace.controller.helm.helmrelease.BringAbout;
import dev.millrace.controller.helm.helmrelease.HelmReleasePipeline;
import dev.millrace.controller.helm.helmrelease.HelmReleaseReconciler;
import dev.millrace.harness.live.LiveControllers;
import dev.millrace.harness.live.RecordedEvents;
import dev.millrace.runtime.application.ControllerIdentity;
import dev.millrace.runtime.fairness.RequestTurns;
import dev.millrace.runtime.flags.FeatureGates;
import dev.millrace.runtime.flags.FlagParser;
import dev.millrace.runtime.reconcile.CpuPool;
import dev.millrace.runtime.secret.SecretReader;
import dev.millrace.runtime.sharding.WriteFence;
import dev.millrace.runtime.watch.WatchCache;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurableReconciler;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** The controller with its real wiring, in this process and with the given flags. */
public final class RunningController implements AutoCloseable {
  private static final ControllerIdentity IDENTITY =
      new ControllerIdentity("helm-controller", "flux-system", "test");

  private final HelmBeans beans = new HelmBeans();
  private final ApplierBeans applier = new ApplierBeans();
  private final WaitTimer timer = WaitTimer.start();
  private final Clock clock = Clock.systemUTC();
  private final RandomGenerator random = new Random(7);
  private final WatchCache cache = new WatchCache();
  private final LiveControllers controllers;
  private final ReleaseSessions sessions;
  private final CpuPool pool = new CpuPool(Runtime.getRuntime().availableProcessors());
  private Subscription kinds = () -> {};

  private RunningController(KubernetesClient client, String... arguments) {
    HelmFlags flags = FlagParser.parse(new HelmFlags(), arguments);
    FeatureGates gates = flags.featureGates();
    sessions = beans.sessions(IDENTITY, gates, pool, clock, timer);
    Waits<HelmRelease> waits = beans.waits(cache, gates);
    controllers =
        new LiveControllers(
            client, IDENTITY.name(), flags.common().watchScope(IDENTITY.namespace()));
    controllers.with(
        new Adapter(
            new HelmReleaseReconciler(
                controllers.kinds(),
                pipeline(client, flags, gates, waits),
                cache,
                waits,
                gates,
                flags)));
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

  private HelmReleasePipeline pipeline(
      KubernetesClient client, HelmFlags flags, FeatureGates gates, Waits<HelmRelease> waits) {
    ClusterConnection own = applier.own(client, IDENTITY, RequestTurns.usual(), clock, random);
    kinds = own.followKinds();
    SecretReader secrets = beans.secrets(client);
    TargetClusters targets =
        applier.targets(
            client,
            own,
            applier.remotes(IDENTITY, WriteFence.open(), clock, random),
            applier.clouds(clock),
            flags,
            gates,
            clock);
    BringAbout bringAbout = beans.bringAbout(flags, gates, beans.detectDrift(IDENTITY));
    return beans.pipeline(
        client,
        secrets,
        own,
        cache,
        flags,
        gates,
        IDENTITY,
        applier.fetcher(flags, " "),
        targets,
        sessions,
        waits,
        bringAbout);
  }

  @Override
  public void close() {
    controllers.close();
    sessions.close();
    pool.close();
    kinds.close();
    timer.close();
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
