package dev.millrace.controller.source.config;

import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.artifact.storage.AdvertisedAddress;
import dev.millrace.artifact.storage.Retention;
import dev.millrace.controller.source.index.IndexCache;
import dev.millrace.runtime.flags.CommonFlags;
import dev.millrace.runtime.flags.ControllerFlags;
import dev.millrace.runtime.flags.DependencyFlags;
import dev.millrace.runtime.flags.EventFlags;
import dev.millrace.runtime.flags.ListenAddress;
import dev.millrace.runtime.flags.SshFlags;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of source-controller (FLUX.md 1.9). */
@Command(name = "source-controller", description = "Makes artifacts of sources.")
@RegisterForReflection
public final class SourceFlags implements ControllerFlags {
  @Mixin private CommonFlags common = new CommonFlags();
  @Mixin private EventFlags events = new EventFlags();
  @Mixin private DependencyFlags dependencies = new DependencyFlags();
  @Mixin private BucketFlags bucket = new BucketFlags();
  @Mixin private SshFlags ssh = new SshFlags();

  @Option(
      names = "--concurrent",
      defaultValue = "2",
      description = "how many objects of one kind are reconciled at the same time")
  private int concurrent;

  @Option(
      names = "--no-cross-namespace-refs",
      defaultValue = "false",
      description = "refuse references to other namespaces")
  private boolean noCrossNamespaceRefs;

  @Option(
      names = "--storage-path",
      defaultValue = "${env:STORAGE_PATH:-/data}",
      description = "the folder artifacts are stored in")
  private Path storagePath = Path.of("/data");

  @Option(
      names = "--storage-addr",
      defaultValue = "${env:STORAGE_ADDRESS:-:9090}",
      description = "where artifacts are served")
  private ListenAddress storageAddr = ListenAddress.NONE;

  @Option(
      names = "--storage-adv-addr",
      defaultValue = "${env:STORAGE_ADV_ADDR:-}",
      description = "the address others reach the artifact server by")
  private String storageAdvAddr = "";

  @Option(
      names = "--artifact-retention-ttl",
      defaultValue = "1m",
      description = "how long an artifact stays after it was replaced")
  private Duration artifactRetentionTtl = Duration.ZERO;

  @Option(
      names = "--artifact-retention-records",
      defaultValue = "2",
      description = "how many artifacts of an object stay")
  private int artifactRetentionRecords;

  @Option(
      names = "--artifact-digest-algo",
      defaultValue = "sha256",
      description = "sha256, sha384, sha512 or blake3")
  private String artifactDigestAlgo = "";

  @Option(
      names = "--default-service-account",
      defaultValue = "",
      description = "the workload identity of objects that name no service account")
  private String defaultServiceAccount = "";

  @Option(
      names = "--helm-index-max-size",
      defaultValue = "52428800",
      description = "the largest index of a chart repository, in bytes")
  private long helmIndexMaxSize;

  @Option(
      names = "--helm-chart-max-size",
      defaultValue = "10485760",
      description = "the largest packaged chart, in bytes")
  private long helmChartMaxSize;

  @Option(
      names = "--helm-chart-file-max-size",
      defaultValue = "5242880",
      description = "the largest file in a chart, in bytes")
  private long helmChartFileMaxSize;

  @Option(
      names = "--helm-cache-max-size",
      defaultValue = "0",
      description = "how many parsed indexes are kept in memory; 0 for none")
  private int helmCacheMaxSize;

  @Option(
      names = "--helm-cache-ttl",
      defaultValue = "15m",
      description = "how long a parsed index is kept")
  private Duration helmCacheTtl = Duration.ZERO;

  @Option(
      names = "--helm-cache-purge-interval",
      defaultValue = "1m",
      description = "how often the index cache is cleaned")
  private Duration helmCachePurgeInterval = Duration.ZERO;

  @Option(
      names = "--git-cache-max-size",
      defaultValue = "1073741824",
      description = "how much of what was fetched from Git remotes is kept, in bytes")
  private long gitCacheMaxSize;

  @Option(
      names = "--sigstore-tuf-mirror",
      defaultValue = "https://tuf-repo-cdn.sigstore.dev",
      description = "where the trusted root of the public Sigstore instance is read from")
  private URI sigstoreMirror = URI.create("");

  @Override
  public CommonFlags common() {
    return common;
  }

  @Override
  public int concurrent() {
    return concurrent;
  }

  @Override
  public Optional<URI> eventsAddress() {
    return events.address();
  }

  @Override
  public Duration requeueDependency() {
    return dependencies.requeueDependency();
  }

  @Override
  public Optional<String> obstacleToSharding() {
    return bucket.address().isPresent()
        ? Optional.empty()
        : Optional.of("a folder is one replica's; name a --storage-bucket that all can reach");
  }

  /** Whether references to other namespaces are refused. */
  public boolean noCrossNamespaceRefs() {
    return noCrossNamespaceRefs;
  }

  /** The folder artifacts are stored in. */
  public Path storagePath() {
    return storagePath;
  }

  /** The bucket artifacts are stored in instead. */
  public BucketFlags bucket() {
    return bucket;
  }

  /** Where artifacts are served. */
  public ListenAddress storageAddr() {
    return storageAddr;
  }

  /**
   * The address others reach the artifact server by: the flag's, else derived from where it
   * listens.
   *
   * @param hostName stands for all interfaces
   */
  public AdvertisedAddress advertisedAddress(String hostName) {
    return storageAdvAddr.isEmpty()
        ? AdvertisedAddress.fromListenAddress(
            storageAddr.host() + ":" + storageAddr.port(), hostName)
        : new AdvertisedAddress(storageAdvAddr);
  }

  /** How long replaced artifacts stay. */
  public Retention retention() {
    return new Retention(artifactRetentionTtl, artifactRetentionRecords);
  }

  /** How artifacts are hashed. */
  public DigestAlgorithm digestAlgorithm() {
    return DigestAlgorithm.named(artifactDigestAlgo);
  }

  /** The workload identity of objects that name no service account. */
  public Optional<String> defaultServiceAccount() {
    return Optional.of(defaultServiceAccount).filter(name -> !name.isEmpty());
  }

  /** The bounds for everything that has to do with charts. */
  public ChartLimits chartLimits() {
    return new ChartLimits(helmIndexMaxSize, helmChartMaxSize, helmChartFileMaxSize);
  }

  /** Where indexes that were read are kept. */
  public IndexCache indexCache(Clock clock) {
    return new IndexCache(helmCacheMaxSize, helmCacheTtl, helmCachePurgeInterval, clock);
  }

  /** How much of what was fetched from Git remotes is kept, in bytes. */
  public long gitCacheMaxSize() {
    return gitCacheMaxSize;
  }

  /** Where the trusted root of the public Sigstore instance is read from. */
  public URI sigstoreMirror() {
    return sigstoreMirror;
  }

  /** How Git is reached by SSH. */
  public SshFlags ssh() {
    return ssh;
  }
}
