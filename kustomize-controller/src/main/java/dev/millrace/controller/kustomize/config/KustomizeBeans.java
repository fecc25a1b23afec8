package dev.millrace.controller.kustomize.config;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.apply.ApplySettings;
import dev.millrace.apply.health.HealthRules;
import dev.millrace.apply.inventory.GroupKind;
import dev.millrace.apply.observe.Observatory;
import dev.millrace.artifact.fetch.ArtifactFetcher;
import dev.millrace.artifact.fetch.SharedTrees;
import dev.millrace.cel.ExpressionCompiler;
import dev.millrace.cluster.ClusterConnection;
import dev.millrace.cluster.application.WaitTimer;
import dev.millrace.cluster.target.DescribedClusters;
import dev.millrace.cluster.target.TargetClusters;
import dev.millrace.cluster.waiting.Waits;
import dev.millrace.controller.kustomize.build.ManifestBuild;
import dev.millrace.controller.kustomize.decrypt.AccountKeys;
import dev.millrace.controller.kustomize.decrypt.Decryptors;
import dev.millrace.controller.kustomize.decrypt.VaultServers;
import dev.millrace.controller.kustomize.drift.DriftWatch;
import dev.millrace.controller.kustomize.kustomization.Appliers;
import dev.millrace.controller.kustomize.kustomization.ApplyManifests;
import dev.millrace.controller.kustomize.kustomization.BeginTask;
import dev.millrace.controller.kustomize.kustomization.BuildManifests;
import dev.millrace.controller.kustomize.kustomization.CheckHealth;
import dev.millrace.controller.kustomize.kustomization.FetchSource;
import dev.millrace.controller.kustomize.kustomization.FindDeletionHooks;
import dev.millrace.controller.kustomize.kustomization.FindSource;
import dev.millrace.controller.kustomize.kustomization.GuardDeletions;
import dev.millrace.controller.kustomize.kustomization.KustomizationPipeline;
import dev.millrace.controller.kustomize.kustomization.LastRuns;
import dev.millrace.controller.kustomize.kustomization.LoadVariables;
import dev.millrace.controller.kustomize.kustomization.References;
import dev.millrace.controller.kustomize.kustomization.RemoveObjects;
import dev.millrace.controller.kustomize.kustomization.RequireDependencies;
import dev.millrace.controller.kustomize.remote.RemoteSources;
import dev.millrace.kustomize.Kustomizer;
import dev.millrace.runtime.account.ClusterAccounts;
import dev.millrace.runtime.application.ControllerIdentity;
import dev.millrace.runtime.flags.FeatureGates;
import dev.millrace.runtime.flags.FlagParser;
import dev.millrace.runtime.reconcile.CpuPool;
import dev.millrace.runtime.reference.NamespaceRule;
import dev.millrace.runtime.secret.ClusterSecrets;
import dev.millrace.runtime.watch.WatchCache;
import dev.millrace.sops.flux.RemoteKeys;
import dev.millrace.sops.flux.SecretKeys;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;

/** The objects this controller is wired with. */
@Singleton
final class KustomizeBeans {
  private static final String OWNER_LABEL = "kustomize.toolkit.fluxcd.io/name";

  @Produces
  @Singleton
  KustomizeFlags flags(@CommandLineArguments String[] arguments) {
    return FlagParser.parse(new KustomizeFlags(), arguments);
  }

  @Produces
  @Singleton
  ApplySettings applySettings(KustomizeFlags flags, FeatureGates gates) {
    return ApplySettings.ofKustomizeController()
        .withOverriddenManagers(flags.apply().overrideManagers())
        .withConcurrency(flags.concurrentSsa())
        .withCustomStageKinds(GroupKind.parseSet(String.join(",", flags.customApplyStageKinds())))
        .withMigration(gates.on("MigrateAPIVersion"));
  }

  @Produces
  @Singleton
  DriftWatch drift(
      ClusterConnection own,
      ApplySettings settings,
      KustomizeFlags flags,
      ControllerIdentity identity,
      Clock clock,
      WaitTimer timer) {
    String namespace = flags.common().watchScope(identity.namespace()).namespace().orElse("");
    return new DriftWatch(
        onDrift ->
            new Observatory(
                own,
                OWNER_LABEL,
                namespace,
                settings.manager(),
                settings.takeOver(),
                settings.controls(),
                new HealthRules(clock),
                onDrift),
        settings.controls(),
        timer.executor());
  }

  @Produces
  @Singleton
  Appliers appliers(ApplySettings settings, DriftWatch drift, Clock clock, WaitTimer timer) {
    return new Appliers(settings, drift, clock, timer.executor());
  }

  void close(@Disposes DriftWatch drift) {
    drift.close();
  }

  @Produces
  @Singleton
  FindSource findSource(
      KubernetesClient client, WatchCache cache, KustomizeFlags flags, FeatureGates gates) {
    return new FindSource(
        client,
        cache,
        new NamespaceRule(!flags.tenancy().noCrossNamespaceRefs()),
        new FindSource.Gates(gates.on("ExternalArtifact"), gates.on("DirectSourceFetch")));
  }

  @Produces
  @Singleton
  Waits<Kustomization> waits(
      WatchCache cache, FindSource sources, DriftWatch drift, FeatureGates gates) {
    return new Waits<>(
        new Waits.View<>(
            key -> cache.find(key, Kustomization.class),
            sources::known,
            References::configs,
            drift::takeDue),
        gates.on("CancelHealthCheckOnNewRevision") ? Waits.EndedBy.ANYTHING : Waits.EndedBy.CHANGE);
  }

  @Produces
  @Singleton
  LastRuns lastRuns(DriftWatch drift, KustomizeFlags flags) {
    return new LastRuns(drift, flags.fullCheckEvery());
  }

  @Produces
  @Singleton
  Decryptors decryptors(
      KubernetesClient client,
      DescribedClusters.Clouds clouds,
      KustomizeFlags flags,
      FeatureGates gates,
      ControllerIdentity identity,
      Clock clock) {
    RemoteKeys remote = new RemoteKeys(clouds.http(), clock, clouds.endpoints());
    return new Decryptors(
        new ClusterSecrets(client),
        new SecretKeys(remote),
        new AccountKeys(
            new ClusterAccounts(client),
            remote,
            clouds.identities(),
            new VaultServers(client, identity.namespace(), flags.sopsVaultConfigmap())),
        new Decryptors.Settings(
            identity.namespace(),
            flags.sopsAgeSecret(),
            flags.sopsVerifyMac(),
            gates.on("ObjectLevelWorkloadIdentity"),
            flags.defaultDecryptionServiceAccount()));
  }

  @Produces
  @Singleton
  KustomizationPipeline.Steps steps(
      KubernetesClient client,
      KustomizeFlags flags,
      FeatureGates gates,
      FindSource findSource,
      WatchCache cache,
      ArtifactFetcher fetcher,
      Decryptors decryptors,
      CpuPool pool,
      Appliers appliers,
      Waits<Kustomization> waits,
      DriftWatch drift,
      TargetClusters targets,
      Clock clock) {
    BeginTask begin = new BeginTask(findSource, new ExpressionCompiler(), waits);
    LoadVariables variables = new LoadVariables(client, gates.on("StrictPostBuildSubstitutions"));
    FetchSource fetch = new FetchSource(new SharedTrees(fetcher));
    BuildManifests build =
        new BuildManifests(
            new ManifestBuild(new Kustomizer()), new RemoteSources(rules(flags)), decryptors, pool);
    CheckHealth health = new CheckHealth(appliers, waits, !gates.on("DisableFailFastBehavior"));
    return new KustomizationPipeline.Steps(
        begin,
        new RequireDependencies(client, cache, gates.on("AdditiveCELDependencyCheck")),
        variables,
        fetch,
        build,
        new GuardDeletions(
            flags.deletionGuard(),
            GroupKind.parseSet(String.join(",", flags.deletionGuardKinds()))),
        new ApplyManifests(appliers, drift),
        health,
        new RemoveObjects(
            targets,
            appliers,
            new FindDeletionHooks(begin, variables, fetch, build, clock),
            health));
  }

  @Produces
  @Singleton
  KustomizationPipeline pipeline(
      KustomizationPipeline.Steps steps,
      TargetClusters targets,
      LastRuns lastRuns,
      DriftWatch drift,
      Clock clock) {
    return new KustomizationPipeline(steps, targets, lastRuns, drift, clock);
  }

  private static RemoteSources.Rules rules(KustomizeFlags flags) {
    return new RemoteSources.Rules(
        flags.noRemoteBases(), flags.egress(), Path.of(System.getProperty("java.io.tmpdir")));
  }
}
