package dev.millrace.runtime.leader;

import dev.millrace.runtime.flags.CommonFlags;
import dev.millrace.runtime.flags.LeaderElectionFlags;
import dev.millrace.safety.Sha256;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import java.util.Optional;
import java.util.UUID;

/** Turns flags into the framework's leader election settings. */
public final class LeaseSettings {
  private static final int SELECTOR_HASH_LENGTH = 8;

  private LeaseSettings() {}

  /**
   * The settings; empty when there is no election.
   *
   * @param instance the host name; the lease shows it
   * @param lead hears when it ends
   */
  public static Optional<LeaderElectionConfiguration> of(
      CommonFlags flags, String controller, String namespace, String instance, Lead lead) {
    LeaderElectionFlags election = flags.leaderElection();
    if (!election.enabled()) {
      return Optional.empty();
    }
    return Optional.of(
        new LeaderElectionConfiguration(
            leaseName(controller, flags.watchLabelSelector()),
            namespace,
            election.leaseDuration(),
            election.renewDeadline(),
            election.retryPeriod(),
            instance + "_" + UUID.randomUUID(),
            lead.callbacks(),
            false));
  }

  /** The name of the lease; empty when there is no election. */
  public static Optional<String> leaseName(CommonFlags flags, String controller) {
    return flags.leaderElection().enabled()
        ? Optional.of(leaseName(controller, flags.watchLabelSelector()))
        : Optional.empty();
  }

  /** Each shard elects a leader of its own, so the selector is part of the name (FLUX.md 1.9). */
  static String leaseName(String controller, String labelSelector) {
    return shardName(controller + "-leader-election", labelSelector);
  }

  /**
   * A name for those who look after objects with the same labels.
   *
   * @param labelSelector empty for all objects
   */
  public static String shardName(String name, String labelSelector) {
    return labelSelector.isEmpty() ? name : name + "-" + shortHash(labelSelector);
  }

  private static String shortHash(String text) {
    return Sha256.hex(text).substring(0, SELECTOR_HASH_LENGTH);
  }
}
