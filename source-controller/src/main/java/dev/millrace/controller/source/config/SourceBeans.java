package dev.millrace.controller.source.config;

import dev.millrace.access.cloud.CloudAccess;
import dev.millrace.access.cloud.CloudRegistries;
import dev.millrace.access.git.GitAccess;
import dev.millrace.access.registry.RegistryLogin;
import dev.millrace.access.token.TokenCache;
import dev.millrace.api.source.GitRepository;
import dev.millrace.artifact.fetch.ArtifactFetcher;
import dev.millrace.artifact.fetch.FetchOptions;
import dev.millrace.artifact.storage.ArtifactStorage;
import dev.millrace.controller.source.artifact.ArtifactKeeper;
import dev.millrace.controller.source.bucket.BucketIdentities;
import dev.millrace.controller.source.bucket.BucketPipeline;
import dev.millrace.controller.source.bucket.DownloadObjects;
import dev.millrace.controller.source.bucket.ListObjects;
import dev.millrace.controller.source.bucket.OpenBucket;
import dev.millrace.controller.source.generator.ArtifactGeneratorPipeline;
import dev.millrace.controller.source.generator.BuildArtifact;
import dev.millrace.controller.source.generator.CheckSpec;
import dev.millrace.controller.source.generator.ClusterExternalArtifacts;
import dev.millrace.controller.source.generator.ClusterGeneratorSources;
import dev.millrace.controller.source.generator.ExternalArtifacts;
import dev.millrace.controller.source.generator.FetchSources;
import dev.millrace.controller.source.generator.Inventory;
import dev.millrace.controller.source.generator.OfferArtifact;
import dev.millrace.controller.source.gitrepository.FetchCommit;
import dev.millrace.controller.source.gitrepository.FindIncludes;
import dev.millrace.controller.source.gitrepository.GitRepositoryPipeline;
import dev.millrace.controller.source.gitrepository.GitSteps;
import dev.millrace.controller.source.gitrepository.PublishArchive;
import dev.millrace.controller.source.gitrepository.RecentAnswers;
import dev.millrace.controller.source.gitrepository.VerifySignature;
import dev.millrace.controller.source.helmchart.AddDependencies;
import dev.millrace.controller.source.helmchart.BuildChart;
import dev.millrace.controller.source.helmchart.ChartReader;
import dev.millrace.controller.source.helmchart.ClusterSources;
import dev.millrace.controller.source.helmchart.FindSource;
import dev.millrace.controller.source.helmchart.HelmChartPipeline;
import dev.millrace.controller.source.helmchart.MergeValues;
import dev.millrace.controller.source.helmchart.RegistryCharts;
import dev.millrace.controller.source.helmchart.ResolveChart;
import dev.millrace.controller.source.helmchart.SourceLookup;
import dev.millrace.controller.source.helmchart.StoredIndexes;
import dev.millrace.controller.source.helmchart.VerifyChart;
import dev.millrace.controller.source.helmrepository.FetchIndex;
import dev.millrace.controller.source.helmrepository.HelmRepositoryPipeline;
import dev.millrace.controller.source.helmrepository.ResolveAccess;
import dev.millrace.controller.source.ocirepository.OCIRepositoryPipeline;
import dev.millrace.controller.source.ocirepository.OpenRegistry;
import dev.millrace.controller.source.ocirepository.PullLayer;
import dev.millrace.controller.source.ocirepository.ResolveDigest;
import dev.millrace.controller.source.registry.RequireSignature;
import dev.millrace.controller.source.status.SourceReason;
import dev.millrace.git.GitLimits;
import dev.millrace.git.SshAlgorithms;
import dev.millrace.git.remote.GitRemote;
import dev.millrace.git.store.ObjectCache;
import dev.millrace.oci.keyless.PublicInstance;
import dev.millrace.oci.tuf.HttpMirror;
import dev.millrace.runtime.account.ClusterAccounts;
import dev.millrace.runtime.application.ControllerIdentity;
import dev.millrace.runtime.flags.FlagParser;
import dev.millrace.runtime.reconcile.CpuPool;
import dev.millrace.runtime.reference.NamespaceRule;
import dev.millrace.runtime.schedule.SteadyClock;
import dev.millrace.runtime.secret.ClusterPullSecrets;
import dev.millrace.runtime.secret.ClusterSecrets;
import dev.millrace.runtime.secret.SecretReader;
import dev.millrace.safety.http.Download;
import dev.millrace.safety.net.EgressPolicy;
import dev.millrace.safety.net.ProxiedClient;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the pipelines out of their steps. */
@Singleton
final class SourceBeans {
  /** How long one file about the public instance of Sigstore may take. */
  private static final Duration SIGSTORE_PATIENCE = Duration.ofSeconds(20);

  @Produces
  @Singleton
  SourceFlags flags(@CommandLineArguments String[] args) {
    return FlagParser.parse(new SourceFlags(), args);
  }

  @Produces
  @Singleton
  BucketIdentities identities(SourceFlags flags, KubernetesClient client, Clock clock) {
    var accounts =
        new BucketIdentities.Accounts(
            new ClusterAccounts(client)::find,
            flags.featureGates().on("ObjectLevelWorkloadIdentity"),
            flags.defaultServiceAccount());
    return new BucketIdentities(System.getenv(), accounts, clock);
  }

  @Produces
  @Singleton
  ArtifactStorage storage(SourceFlags flags, BucketIdentities identities, Clock clock)
      throws IOException {
    return new OpenStorage(identities.controllerAtAws(), clock).of(flags);
  }

  @Produces
  @Singleton
  ArtifactKeeper keeper(
      ArtifactStorage storage, SourceFlags flags, ControllerIdentity identity, CpuPool cpu) {
    return new ArtifactKeeper(
        storage, flags.advertisedAddress(identity.instance()), flags.retention(), cpu);
  }

  @Produces
  @Singleton
  SecretReader secrets(KubernetesClient client) {
    return new ClusterSecrets(client);
  }

  @Produces
  @Singleton
  HelmRepositoryPipeline helmRepositories(
      ArtifactKeeper keeper, SecretReader secrets, SourceFlags flags) {
    return new HelmRepositoryPipeline(
        keeper,
        new ResolveAccess(secrets),
        new FetchIndex(download(), flags.chartLimits().index()));
  }

  @Produces
  @Singleton
  RecentAnswers recentAnswers(Clock clock) {
    return new RecentAnswers(SteadyClock.from(clock));
  }

  @Produces
  @Singleton
  ObjectCache fetchedObjects(SourceFlags flags) throws IOException {
    return new ObjectCache(
        Files.createTempDirectory("source-controller"),
        GitLimits.defaults(),
        flags.gitCacheMaxSize());
  }

  @Produces
  @Singleton
  GitRepositoryPipeline gitRepositories(
      ArtifactKeeper keeper,
      SecretReader secrets,
      SourceFlags flags,
      KubernetesClient client,
      TokenCache tokens,
      RecentAnswers answers,
      ObjectCache objects,
      CloudAccess clouds,
      Clock clock) {
    SshAlgorithms ssh = new SshAlgorithms(flags.ssh().kexAlgos(), flags.ssh().hostkeyAlgos());
    return new GitRepositoryPipeline(
        keeper,
        new GitSteps(
            new GitAccess(secrets, ssh, tokens, clock, SourceReason.GIT_ACCESS).withClouds(clouds),
            new FindIncludes(
                (namespace, name) ->
                    Optional.ofNullable(
                        client
                            .resources(GitRepository.class)
                            .inNamespace(namespace)
                            .withName(name)
                            .get())),
            new FetchCommit(access -> new GitRemote(access, objects), answers),
            new VerifySignature(secrets, clock),
            new PublishArchive()));
  }

  @Produces
  @Singleton
  HelmChartPipeline helmCharts(
      ArtifactKeeper keeper,
      SecretReader secrets,
      RegistryLogin login,
      SourceFlags flags,
      KubernetesClient client,
      RequireSignature requireSignature,
      Clock clock) {
    ChartLimits limits = flags.chartLimits();
    SourceLookup sources = new ClusterSources(client);
    StoredIndexes indexes = new StoredIndexes(keeper, flags.indexCache(clock), limits.index());
    ResolveAccess resolveAccess = new ResolveAccess(secrets);
    ChartReader reader = new ChartReader(limits.chart(), limits.file());
    Download download = download();
    RegistryCharts registryCharts = new RegistryCharts(login);
    return new HelmChartPipeline(
        keeper,
        new FindSource(sources),
        new ResolveChart(keeper, indexes, resolveAccess, registryCharts, reader),
        new VerifyChart(requireSignature),
        new BuildChart(
            download,
            registryCharts,
            reader,
            new MergeValues(),
            new AddDependencies(
                sources,
                indexes,
                resolveAccess,
                download,
                registryCharts,
                reader,
                limits.index())));
  }

  @Produces
  @Singleton
  TokenCache tokens(SourceFlags flags, Clock clock) {
    return new TokenCache(
        flags.common().tokenCacheMaxSize(), flags.common().tokenCacheMaxDuration(), clock);
  }

  @Produces
  @Singleton
  CloudAccess clouds(SourceFlags flags, KubernetesClient client, TokenCache tokens, Clock clock) {
    CloudAccess access = new CloudAccess(System.getenv(), tokens, clock);
    return flags.featureGates().on("ObjectLevelWorkloadIdentity")
        ? access.withAccounts(new ClusterAccounts(client)::find, flags.defaultServiceAccount())
        : access;
  }

  @Produces
  @Singleton
  RegistryLogin registryLogin(SecretReader secrets, KubernetesClient client, CloudAccess clouds) {
    return new RegistryLogin(
            secrets, new ClusterPullSecrets(client), SourceReason.AUTHENTICATION_FAILED)
        .withClouds(new CloudRegistries(clouds));
  }

  @Produces
  @Singleton
  RequireSignature requireSignature(SecretReader secrets, SourceFlags flags, Clock clock) {
    HttpClient http =
        ProxiedClient.build(
            HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(SIGSTORE_PATIENCE),
            null);
    HttpMirror mirror = new HttpMirror(http, flags.sigstoreMirror(), SIGSTORE_PATIENCE);
    return new RequireSignature(secrets, PublicInstance.through(mirror, clock)::trustedRoot, clock);
  }

  @Produces
  @Singleton
  OCIRepositoryPipeline ociRepositories(
      ArtifactKeeper keeper, RegistryLogin login, RequireSignature requireSignature, Clock clock)
      throws IOException {
    return new OCIRepositoryPipeline(
        keeper,
        new OpenRegistry(login, clock),
        new ResolveDigest(),
        new dev.millrace.controller.source.ocirepository.VerifySignature(requireSignature),
        new PullLayer(Files.createTempDirectory("source-controller")));
  }

  @Produces
  @Singleton
  BucketPipeline buckets(
      ArtifactKeeper keeper, SecretReader secrets, BucketIdentities identities, Clock clock)
      throws IOException {
    return new BucketPipeline(
        keeper,
        new OpenBucket(secrets, identities, clock),
        new ListObjects(),
        new DownloadObjects(Files.createTempDirectory("source-controller")));
  }

  @Produces
  @Singleton
  ArtifactGeneratorPipeline artifactGenerators(
      ArtifactKeeper keeper,
      SourceFlags flags,
      KubernetesClient client,
      Clock clock,
      @ConfigProperty(name = "SOURCE_CONTROLLER_LOCALHOST", defaultValue = " ") String host) {
    HttpClient http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    ExternalArtifacts objects = new ClusterExternalArtifacts(client);
    return new ArtifactGeneratorPipeline(
        keeper,
        new CheckSpec(new NamespaceRule(!flags.noCrossNamespaceRefs())),
        new FetchSources(
            new ClusterGeneratorSources(client),
            keeper,
            new ArtifactFetcher(http, FetchOptions.defaults().withHostOverride(host))),
        new BuildArtifact(keeper),
        new OfferArtifact(objects, clock),
        new Inventory(keeper, objects));
  }

  private static Download download() {
    return new Download("millrace/source-controller", EgressPolicy.open());
  }
}
