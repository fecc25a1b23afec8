package dev.millrace.cluster.waiting;

import dev.millrace.runtime.reference.ReferenceKey;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** When ConfigMaps and Secrets changed last. Thread-safe. */
final class ConfigChanges {
  private static final int MAX_REMEMBERED = 10_000;

  private final Map<ReferenceKey, Instant> last =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ReferenceKey, Instant> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  synchronized void note(ReferenceKey changed, Instant at) {
    last.put(changed, at);
  }

  /** One of these that changed at a time or after it. */
  synchronized Optional<ReferenceKey> firstSince(
      Instant time, Collection<ReferenceKey> candidates) {
    return candidates.stream()
        .filter(key -> !last.getOrDefault(key, Instant.MIN).isBefore(time))
        .findFirst();
  }
}
