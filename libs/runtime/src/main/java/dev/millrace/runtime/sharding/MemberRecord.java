package dev.millrace.runtime.sharding;

import java.time.Duration;

/**
 * What a member says of itself in the register.
 *
 * @param version changes whenever the member writes; empty for a record that was never written
 * @param lease how long the record holds without being written again
 * @param staying whether the member takes part in the division; one that is about to end does not
 * @param claims the shards that nobody else may take: those it works on, those it is about to give
 *     up and those it wants to take
 * @param serves those of them whose objects it works on
 */
record MemberRecord(
    String id, String version, Duration lease, boolean staying, ShardSet claims, ShardSet serves) {

  /** Whether this was never written. */
  boolean isNew() {
    return version.isEmpty();
  }
}
