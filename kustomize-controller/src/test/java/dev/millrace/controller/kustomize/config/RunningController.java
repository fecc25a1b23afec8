package dev.millrace.controller.kustomize.config;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.meta.Artifact;
import dev.millrace.api.source.GitRepository;
import dev.millrace.apply.ApplySettings;
import dev.millrace.cluster.ClusterConnection;
import dev.millrace.cluster.application.ApplierBeans;
import dev.millrace.cluster.application.WaitTimer;
import dev.millrace.cluster.target.DescribedClusters;
import dev.millrace.cluster.target.TargetClusters;
import dev.millrace.cluster.waiting.Waits;
import dev.millrace.controller.kustomize.drift.DriftWatch;
import dev.millrace.controller.kustomize.kustomization.BuildManifests;
import dev.millrace.controller.kustomize.kustomization.FindSource;
import dev.millrace.controller.kustomize.kustomization.KustomizationPipeline;
import dev.millrace.controller.kustomize.kustomization.KustomizationReconciler;
import dev.millrace.controller.kustomize.kustomization.LastRuns;
import dev.millrace.runtime.application.ControllerIdentity;
import dev.millrace.runtime.application.KindControllers;
import dev.millrace.runtime.event.EventDispatcher;
import dev.millrace.runtime.fairness.RequestTurns;
import dev.millrace.runtime.flags.CommonFlags;
import dev.millrace.runtime.flags.FeatureGates;
import dev.millrace.runtime.flags.FlagParser;
import dev.millrace.runtime.reconcile.CpuPool;
import dev.millrace.runtime.reconcile.FrameServices;
import dev.millrace.runtime.reconcile.ObjectKey;
import dev.millrace.runtime.reconcile.ProgressPace;
import dev.millrace.runtime.reference.ReferenceKey;
import dev.millrace.runtime.schedule.Backoff;
import dev.millrace.runtime.schedule.Jitter;
import dev.millrace.runtime.schedule.Schedule;
import dev.millrace.runtime.sharding.WriteFence;
import dev.millrace.runtime.watch.WatchCache;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The controller with its real wiring, in this process and with the given flags. */
public final class RunningController implements AutoCloseable {
  private static final ControllerIdentity IDENTITY =
      new ControllerIdentity("kustomize-controller", "flux-system", "test");

  private final KustomizeBeans beans = new KustomizeBeans();
  private final ApplierBeans applier = new ApplierBeans();
  private final Clock clock = Clock.systemUTC();
  private final RandomGenerator random = new Random(7);
  private final Map<String, String> environment;
  private final KustomizeFlags flags;
  private final FeatureGates gates;
  private final KubernetesClient client;
  private final EventDispatcher events;
  private final CpuPool pool = new CpuPool(2);
  private final Operator operator;
  private final WaitTimer timer = WaitTimer.start();
  private final RunCounter counter = new RunCounter();
  private @Nullable DriftWatch drift;
  private @Nullable LastRuns lastRuns;
  private @Nullable BuildManifests builds;
  private final WatchCache cache = applier.watchCache();

  private RunningController(Config config, Map<String, String> environment, String... arguments) {
    this.environment = environment;
    flags = FlagParser.parse(new KustomizeFlags(), arguments);
    gates = flags.featureGates();
    config.setUserAgent(IDENTITY.name());
    client =
        new KubernetesClientBuilder()
            .withConfig(config)
            .withKubernetesSerialization(
                new KubernetesSerialization(JsonMapper.builder().build(), true))
            .build();
    events =
        EventDispatcher.start(
            client,
            HttpClient.newHttpClient(),
            flags.eventsAddress(),
            flags.progressAfter(),
            clock,
            IDENTITY.name(),
            IDENTITY.instance());
    operator =
        new Operator(
            framework ->
                framework
                    .withKubernetesClient(client)
                    .withExecutorService(Executors.newVirtualThreadPerTaskExecutor())
                    .withUseSSAToPatchPrimaryResource(false)
                    .withCloseClientOnStop(true));
  }

  /**
   * Starts the controller.
   *
   * @param config names the cluster and the credentials
   * @param environment the variables of its process
   */
  public static RunningController start(
      Config config, Map<String, String> environment, String... arguments) {
    RunningController controller = new RunningController(config, environment, arguments);
    KustomizationReconciler reconciler = controller.reconciler();
    controller.operator.register(
        new Adapter(reconciler),
        framework -> {
          reconciler.updateConfigurationFrom(framework);
          framework.withTriggerReconcilerOnAllEvents(true);
        });
    controller.operator.start();
    return controller;
  }

  private KustomizationReconciler reconciler() {
    DescribedClusters.Clouds clouds = DescribedClusters.Clouds.of(environment, clock);
    ClusterConnection own = applier.own(client, IDENTITY, RequestTurns.usual(), clock, random);
    TargetClusters targets =
        applier.targets(
            client,
            own,
            applier.remotes(IDENTITY, WriteFence.open(), clock, random),
            clouds,
            flags,
            gates,
            clock);
    ApplySettings settings = beans.applySettings(flags, gates);
    DriftWatch drift = beans.drift(own, settings, flags, IDENTITY, clock, timer);
    this.drift = drift;
    FindSource findSource = beans.findSource(client, cache, flags, gates);
    Waits<Kustomization> waits = beans.waits(cache, findSource, drift, gates);
    KustomizationPipeline.Steps steps =
        beans.steps(
            client,
            flags,
            gates,
            findSource,
            cache,
            applier.fetcher(flags, " "),
            beans.decryptors(client, clouds, flags, gates, IDENTITY, clock),
            pool,
            beans.appliers(settings, drift, clock, timer),
            waits,
            drift,
            targets,
            clock);
    builds = steps.buildManifests();
    lastRuns = beans.lastRuns(drift, flags);
    KustomizationPipeline pipeline = beans.pipeline(steps, targets, lastRuns, drift, clock);
    return new KustomizationReconciler(kinds(), pipeline, drift, cache, waits, gates, flags);
  }

  /** How many runs of a Kustomization ended so far. */
  public int runs(String namespace, String name) {
    return counter.runs(namespace, name);
  }

  /** How many builds were begun so far. */
  public long builds() {
    return builds == null ? 0 : builds.builds();
  }

  /** Whether watches show what a Kustomization applied. */
  public boolean isSettled(Kustomization object) {
    return lastRuns != null && lastRuns.isSettled(object);
  }

  /** The artifact of a GitRepository, as the controller's watch shows it. */
  public Optional<Artifact> artifact(String namespace, String source) {
    return cache
        .find(new ReferenceKey("GitRepository", namespace, source), GitRepository.class)
        .flatMap(GitRepository::artifact);
  }

  private KindControllers kinds() {
    CommonFlags common = flags.common();
    Schedule<ObjectKey> schedule =
        new Schedule<>(
            new Jitter(common.intervalJitterPercentage(), random),
            new Backoff<>(common.minRetryDelay(), common.maxRetryDelay()),
            flags.requeueDependency());
    return new KindControllers(
        new FrameServices(
            clock,
            events,
            schedule,
            counter,
            ProgressPace.after(flags.progressAfter(), timer.executor())),
        flags.concurrent(),
        common.watchScope(IDENTITY.namespace()),
        IDENTITY);
  }

  @Override
  public void close() {
    events.close();
    if (drift != null) {
      drift.close();
    }
    operator.stop();
    pool.close();
    timer.close();
  }

  /** The framework looks for the kind at the class that it is given. */
  private record Adapter(KustomizationReconciler reconciler) implements Reconciler<Kustomization> {
    @Override
    public UpdateControl<Kustomization> reconcile(
        Kustomization object, Context<Kustomization> context) throws Exception {
      return reconciler.reconcile(object, context);
    }

    @Override
    public List<EventSource<?, Kustomization>> prepareEventSources(
        EventSourceContext<Kustomization> context) {
      return reconciler.prepareEventSources(context);
    }
  }
}
