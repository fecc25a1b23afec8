package dev.millrace.runtime.flags;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How replicas agree on the one that works. */
@RegisterForReflection
public final class LeaderElectionFlags {
  @Option(
      names = "--enable-leader-election",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "false",
      description = "only one of several replicas works at a time")
  private boolean enabled;

  @Option(
      names = "--leader-election-release-on-cancel",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "true",
      description = "give the lead back when stopping")
  private boolean releaseOnCancel;

  @Option(
      names = "--leader-election-lease-duration",
      defaultValue = "35s",
      description = "how long a lead holds without being renewed")
  private Duration leaseDuration = Duration.ZERO;

  @Option(
      names = "--leader-election-renew-deadline",
      defaultValue = "30s",
      description = "how long a leader tries to renew before it gives up")
  private Duration renewDeadline = Duration.ZERO;

  @Option(
      names = "--leader-election-retry-period",
      defaultValue = "5s",
      description = "the time between two tries to get or renew the lead")
  private Duration retryPeriod = Duration.ZERO;

  /** Whether only one replica works at a time. */
  public boolean enabled() {
    return enabled;
  }

  /** Whether the lead is given back when stopping. */
  public boolean releaseOnCancel() {
    return releaseOnCancel;
  }

  /** How long a lead holds without being renewed. */
  public Duration leaseDuration() {
    return leaseDuration;
  }

  /** How long a leader tries to renew before it gives up. */
  public Duration renewDeadline() {
    return renewDeadline;
  }

  /** The time between two tries to get or renew the lead. */
  public Duration retryPeriod() {
    return retryPeriod;
  }
}
