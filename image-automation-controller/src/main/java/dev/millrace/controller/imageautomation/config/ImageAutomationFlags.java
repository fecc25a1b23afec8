package dev.millrace.controller.imageautomation.config;

import dev.millrace.runtime.flags.CommonFlags;
import dev.millrace.runtime.flags.ControllerFlags;
import dev.millrace.runtime.flags.DependencyFlags;
import dev.millrace.runtime.flags.EventFlags;
import dev.millrace.runtime.flags.SshFlags;
import dev.millrace.runtime.flags.TenancyFlags;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of image-automation-controller (FLUX.md 1.9). */
@RegisterForReflection
@Command(name = "image-automation-controller", description = "New image tags become commits.")
public final class ImageAutomationFlags implements ControllerFlags {
  /** FLUX.md 1.10. */
  private static final Map<String, Boolean> GATES =
      Map.ofEntries(
          Map.entry("FluxStorage", false),
          Map.entry("GitAllBranchReferences", true),
          Map.entry("GitForcePushBranch", true),
          Map.entry("GitShallowClone", true),
          Map.entry("GitSparseCheckout", false));

  @Mixin private CommonFlags common = new CommonFlags();
  @Mixin private EventFlags events = new EventFlags();
  @Mixin private DependencyFlags dependency = new DependencyFlags();
  @Mixin private TenancyFlags tenancy = new TenancyFlags();
  @Mixin private SshFlags ssh = new SshFlags();

  @Option(
      names = "--concurrent",
      defaultValue = "4",
      description = "how many objects of one kind are reconciled at the same time")
  private int concurrent;

  @Option(
      names = "--storage-path",
      defaultValue = "/data",
      description = "the folder in which tags are kept over restarts")
  private String storagePath = "";

  @Option(
      names = "--storage-value-log-file-size",
      defaultValue = "268435456",
      description = "accepted for compatibility, without effect")
  private long storageValueLogFileSize;

  @Option(
      names = "--storage-compression-threshold",
      defaultValue = "64",
      description = "accepted for compatibility, without effect")
  private int storageCompressionThreshold;

  @Option(
      names = "--gc-interval",
      defaultValue = "10",
      description = "accepted for compatibility, without effect")
  private int gcInterval;

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
    return dependency.requeueDependency();
  }

  @Override
  public Map<String, Boolean> ownFeatureGates() {
    return GATES;
  }

  @Override
  public Optional<String> obstacleToSharding() {
    return Optional.of("the tags that one replica found are not known to others; use one replica");
  }

  /** What keeps tenants apart. */
  public TenancyFlags tenancy() {
    return tenancy;
  }

  /** The folder in which tags are kept over restarts. */
  public String storagePath() {
    return storagePath;
  }

  /** Accepted for compatibility; our store has no such file. */
  public long storageValueLogFileSize() {
    return storageValueLogFileSize;
  }

  /** Accepted for compatibility; our store does not compress. */
  public int storageCompressionThreshold() {
    return storageCompressionThreshold;
  }

  /** Accepted for compatibility; our store needs no collection. */
  public int gcInterval() {
    return gcInterval;
  }

  /** How Git is reached by SSH. */
  public SshFlags ssh() {
    return ssh;
  }
}
