package dev.millrace.artifact.fetch;

import dev.millrace.safety.MemoryFileTree;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The trees that are in memory: those that somebody uses, and of the others as many of the last
 * ones as a bound allows. Thread-safe.
 *
 * @param <K> what a tree is found by
 */
final class RecentTrees<K> {
  private final long maxKeptBytes;
  private final Map<K, WeakReference<MemoryFileTree>> all = new HashMap<>();
  private final LinkedHashMap<K, MemoryFileTree> kept = new LinkedHashMap<>();
  private long keptBytes;

  RecentTrees(long maxKeptBytes) {
    this.maxKeptBytes = maxKeptBytes;
  }

  /** A tree that is still in memory, which makes it the most recent one. */
  synchronized Optional<MemoryFileTree> find(K key) {
    WeakReference<MemoryFileTree> reference = all.get(key);
    MemoryFileTree tree = reference == null ? null : reference.get();
    if (tree != null) {
      keep(key, tree);
    }
    return Optional.ofNullable(tree);
  }

  /** Adds the most recent tree. */
  synchronized void add(K key, MemoryFileTree tree) {
    all.values().removeIf(reference -> reference.get() == null);
    all.put(key, new WeakReference<>(tree));
    keep(key, tree);
  }

  synchronized long keptBytes() {
    return keptBytes;
  }

  private void keep(K key, MemoryFileTree tree) {
    if (tree.footprint() > maxKeptBytes) {
      return;
    }
    MemoryFileTree before = kept.putLast(key, tree);
    keptBytes += tree.footprint() - (before == null ? 0 : before.footprint());
    while (keptBytes > maxKeptBytes) {
      keptBytes -= kept.pollFirstEntry().getValue().footprint();
    }
  }
}
