package dev.millrace.runtime.sharding;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a member has seen of the others over time. Clocks of different machines are never compared:
 * a record's time starts when this member first sees that version of it. Times are nanoseconds of a
 * clock that never goes back. Not thread-safe.
 */
final class Roster {
  private final long longestGap;
  private Map<String, Sighting> sightings = Map.of();
  private long lastLook;
  private final Map<Integer, Long> served = new HashMap<>();

  /**
   * Nobody was seen yet.
   *
   * @param longestGap between two lists: after a longer one, such as an outage of the API server,
   *     nobody is taken for dead because of what could not be seen
   */
  Roster(Duration longestGap) {
    this.longestGap = longestGap.toNanos();
  }

  /**
   * When a record's version was first seen.
   *
   * @param alive whether another version was seen before, so that its member was at work in between
   */
  private record Sighting(String version, long since, boolean alive) {}

  /**
   * Takes a list of the others in.
   *
   * @param received when the list had arrived
   */
  void see(List<MemberRecord> others, long received) {
    boolean wasBlind = received - lastLook > longestGap;
    lastLook = received;
    Map<String, Sighting> now = new HashMap<>();
    for (MemberRecord record : others) {
      Sighting before = sightings.get(record.id());
      Sighting sighting =
          before != null && before.version().equals(record.version()) && !wasBlind
              ? before
              : new Sighting(record.version(), received, isOtherVersion(before, record));
      now.put(record.id(), sighting);
      if (sighting.alive() && sighting.since() == received) {
        noteServed(record.serves(), received);
      }
    }
    sightings = now;
  }

  private static boolean isOtherVersion(@Nullable Sighting before, MemberRecord record) {
    return before != null && !before.version().equals(record.version());
  }

  /** Notes that shards had somebody to work on them at a time. */
  void noteServed(ShardSet shards, long time) {
    shards.forEach(shard -> served.put(shard, time));
  }

  /** When somebody was last known to work on a shard; empty if that was never seen. */
  OptionalLong lastServed(int shard) {
    Long time = served.get(shard);
    return time == null ? OptionalLong.empty() : OptionalLong.of(time);
  }

  /** Whether a record was not written for so long that its member has stopped working. */
  boolean isExpired(MemberRecord record, long now) {
    Sighting sighting = sightings.get(record.id());
    return sighting != null
        && sighting.version().equals(record.version())
        && now - sighting.since() > record.lease().toNanos();
  }
}
