package dev.millrace.runtime.watch;

import dev.millrace.runtime.reference.ReferenceKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the watches of a controller show; reading it costs no request. Thread-safe. */
public final class WatchCache {
  private final Map<String, Cache<? extends HasMetadata>> kinds = new ConcurrentHashMap<>();

  /** Reads a kind from a watch from now on. */
  public void use(String kind, Cache<? extends HasMetadata> watched) {
    kinds.put(kind, watched);
  }

  /** An object, if its kind is watched and it is known to exist. */
  public <T extends HasMetadata> Optional<T> find(ReferenceKey key, Class<T> type) {
    Cache<? extends HasMetadata> watched = kinds.get(key.kind());
    return watched == null
        ? Optional.empty()
        : watched.get(new ResourceID(key.name(), key.namespace())).map(type::cast);
  }
}
