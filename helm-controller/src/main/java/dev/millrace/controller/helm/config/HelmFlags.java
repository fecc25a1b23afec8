package dev.millrace.controller.helm.config;

import dev.millrace.runtime.flags.ApplierFlags;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The flags of helm-controller (FLUX.md 1.9). */
@RegisterForReflection
@Command(name = "helm-controller", description = "HelmReleases become Helm releases.")
public final class HelmFlags extends ApplierFlags {
  /** FLUX.md 1.10. */
  private static final Map<String, Boolean> GATES =
      Map.ofEntries(
          Map.entry("AdditiveCELDependencyCheck", false),
          Map.entry("AdoptLegacyReleases", false),
          Map.entry("AllowDNSLookups", false),
          Map.entry("CancelHealthCheckOnNewRevision", false),
          Map.entry("CorrectDrift", false),
          Map.entry("DefaultToRetryOnFailure", false),
          Map.entry("DetectDrift", false),
          Map.entry("DirectSourceFetch", false),
          Map.entry("DisableChartDigestTracking", false),
          Map.entry("DisableConfigWatchers", false),
          Map.entry("ExternalArtifact", false),
          Map.entry("OOMWatch", false),
          Map.entry("UseHelm3Defaults", false));

  @Option(
      names = "--graceful-shutdown-timeout",
      defaultValue = "600s",
      description = "how long running actions may take after the signal to stop")
  private Duration gracefulShutdownTimeout = Duration.ZERO;

  @Option(
      names = "--http-timeout",
      defaultValue = "30s",
      description = "how long one download of a chart may take")
  private Duration httpTimeout = Duration.ZERO;

  @Option(
      names = "--oom-watch-interval",
      defaultValue = "500ms",
      description = "how often memory is looked at")
  private Duration oomWatchInterval = Duration.ZERO;

  @Option(
      names = "--oom-watch-memory-threshold",
      defaultValue = "95",
      description = "the share of memory, in percent, at which the controller stops gracefully")
  private int oomWatchMemoryThreshold;

  @Option(
      names = "--oom-watch-max-memory-path",
      defaultValue = "",
      description = "the file that holds the limit of memory")
  private String oomWatchMaxMemoryPath = "";

  @Option(
      names = "--oom-watch-current-memory-path",
      defaultValue = "",
      description = "the file that holds the memory in use")
  private String oomWatchCurrentMemoryPath = "";

  @Option(
      names = "--snapshot-digest-algo",
      defaultValue = "sha256",
      description = "the digest of release snapshots")
  private String snapshotDigestAlgo = "";

  @Override
  public Map<String, Boolean> ownFeatureGates() {
    return GATES;
  }

  @Override
  public Duration gracefulShutdownTimeout() {
    return gracefulShutdownTimeout;
  }

  /** How long one download of a chart may take. */
  public Duration httpTimeout() {
    return httpTimeout;
  }

  /** How often memory is looked at. */
  public Duration oomWatchInterval() {
    return oomWatchInterval;
  }

  /** The share of memory, in percent, at which the controller stops gracefully. */
  public int oomWatchMemoryThreshold() {
    return oomWatchMemoryThreshold;
  }

  /** The file that holds the limit of memory; empty for the usual one. */
  public String oomWatchMaxMemoryPath() {
    return oomWatchMaxMemoryPath;
  }

  /** The file that holds the memory in use; empty for the usual one. */
  public String oomWatchCurrentMemoryPath() {
    return oomWatchCurrentMemoryPath;
  }

  /** The algorithm of the digests of release snapshots. */
  public String snapshotDigestAlgo() {
    return snapshotDigestAlgo;
  }
}
