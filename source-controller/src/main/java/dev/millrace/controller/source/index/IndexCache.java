package dev.millrace.controller.source.index;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps indexes that were read, by the artifact they came from ({@code --helm-cache-*}). One that
 * is used stays; when there is no room, a new one is not kept, as in Flux. Thread-safe.
 */
public final class IndexCache {
  private final int maxIndexes;
  private final Duration timeToLive;
  private final Duration purgeInterval;
  private final Clock clock;
  private final Map<String, Kept> kept = new HashMap<>();
  private Instant nextPurge;

  /**
   * An empty cache.
   *
   * @param maxIndexes zero to keep none
   * @param timeToLive after the last use
   * @param purgeInterval how long an index that is too old may still take up room
   */
  public IndexCache(int maxIndexes, Duration timeToLive, Duration purgeInterval, Clock clock) {
    this.maxIndexes = maxIndexes;
    this.timeToLive = timeToLive;
    this.purgeInterval = purgeInterval;
    this.clock = clock;
    this.nextPurge = clock.instant().plus(purgeInterval);
  }

  /** A cache that keeps nothing. */
  public static IndexCache none() {
    return new IndexCache(0, Duration.ZERO, Duration.ZERO, Clock.systemUTC());
  }

  private record Kept(RepositoryIndex index, Instant until) {}

  /** The index of an artifact, if it is kept. */
  public synchronized Optional<RepositoryIndex> get(String artifact) {
    purge();
    Kept found = kept.get(artifact);
    if (found == null || found.until.isBefore(clock.instant())) {
      return Optional.empty();
    }
    kept.put(artifact, new Kept(found.index, end()));
    return Optional.of(found.index);
  }

  /** Keeps the index of an artifact if there is room. */
  public synchronized void put(String artifact, RepositoryIndex index) {
    purge();
    if (kept.containsKey(artifact) || kept.size() < maxIndexes) {
      kept.put(artifact, new Kept(index, end()));
    }
  }

  private void purge() {
    Instant now = clock.instant();
    if (!now.isBefore(nextPurge)) {
      kept.values().removeIf(each -> each.until.isBefore(now));
      nextPurge = now.plus(purgeInterval);
    }
  }

  private Instant end() {
    return clock.instant().plus(timeToLive);
  }
}
