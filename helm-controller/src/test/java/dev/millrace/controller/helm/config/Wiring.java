package dev.millrace.controller.helm.config;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.apply.cluster.Subscription;
import dev.millrace.cluster.ClusterConnection;
import dev.millrace.cluster.application.ApplierBeans;
import dev.millrace.cluster.application.WaitTimer;
import dev.millrace.cluster.target.TargetClusters;
import dev.millrace.cluster.waiting.Waits;
import dev.millrace.controller.helm.cluster.ReleaseSessions;
import dev.millrace.controller.helm.helmrelease.HelmReleasePipeline;
import dev.millrace.controller.helm.helmrelease.Rivals;
import dev.millrace.runtime.application.ControllerIdentity;
import dev.millrace.runtime.fairness.RequestTurns;
import dev.millrace.runtime.flags.FeatureGates;
import dev.millrace.runtime.flags.FlagParser;
import dev.millrace.runtime.reconcile.CpuPool;
import dev.millrace.runtime.sharding.WriteFence;
import dev.millrace.runtime.watch.WatchCache;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** The parts of the controller, wired by its own beans as the container would. */
final class Wiring implements AutoCloseable {
  static final ControllerIdentity IDENTITY =
      new ControllerIdentity("helm-controller", "flux-system", "test");

  private final HelmBeans beans = new HelmBeans();
  private final ApplierBeans applier = new ApplierBeans();
  private final Clock clock = Clock.systemUTC();
  private final RandomGenerator random = new Random(7);
  private final WaitTimer timer = WaitTimer.start();
  private final WatchCache cache = new WatchCache();
  private final KubernetesClient client;
  private final HelmFlags flags;
  private final FeatureGates gates;
  private final CpuPool pool;
  private final ClusterConnection own;
  private final ReleaseSessions sessions;
  private final Waits<HelmRelease> waits;
  private final Rivals rivals;

  Wiring(KubernetesClient client, int cores, List<String> arguments) {
    this.client = client;
    flags = FlagParser.parse(new HelmFlags(), arguments.toArray(String[]::new));
    gates = flags.featureGates();
    pool = new CpuPool(cores);
    own = applier.own(client, IDENTITY, RequestTurns.usual(), clock, random);
    sessions = beans.sessions(IDENTITY, gates, pool, clock, timer);
    waits = beans.waits(cache, gates);
    rivals = beans.rivals(cache);
  }

  HelmReleasePipeline pipeline() {
    return beans.pipeline(
        client,
        beans.secrets(client),
        own,
        cache,
        flags,
        gates,
        IDENTITY,
        applier.fetcher(flags, " "),
        targets(),
        sessions,
        waits,
        rivals,
        beans.bringAbout(flags, gates, beans.detectDrift(IDENTITY, flags), rivals));
  }

  private TargetClusters targets() {
    return applier.targets(
        client,
        own,
        applier.remotes(IDENTITY, WriteFence.open(), clock, random),
        applier.clouds(clock),
        flags,
        gates,
        clock);
  }

  HelmFlags flags() {
    return flags;
  }

  FeatureGates gates() {
    return gates;
  }

  WatchCache cache() {
    return cache;
  }

  Waits<HelmRelease> waits() {
    return waits;
  }

  Rivals rivals() {
    return rivals;
  }

  /** Follows the kinds of the cluster until what this returns is closed. */
  Subscription followKinds() {
    return own.followKinds();
  }

  @Override
  public void close() {
    sessions.close();
    pool.close();
    timer.close();
  }
}
