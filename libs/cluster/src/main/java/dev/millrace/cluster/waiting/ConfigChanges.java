package dev.millrace.cluster.waiting;

import dev.millrace.runtime.reference.ReferenceKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** In which order ConfigMaps and Secrets changed last. Thread-safe. */
final class ConfigChanges {
  private static final int MAX_REMEMBERED = 10_000;

  private final Map<ReferenceKey, Long> last =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ReferenceKey, Long> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  private long count;

  synchronized void note(ReferenceKey changed) {
    count++;
    last.put(changed, count);
  }

  /** How many changes there were so far. */
  synchronized long count() {
    return count;
  }

  /** One of these that changed again after there had been so many changes. */
  synchronized Optional<ReferenceKey> firstAfter(
      long changes, Collection<ReferenceKey> candidates) {
    return candidates.stream().filter(key -> last.getOrDefault(key, 0L) > changes).findFirst();
  }
}
