package dev.millrace.runtime.watch;

import dev.millrace.runtime.reference.ReferenceKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds the objects of a kind that refer to a given object, without looking through all of them.
 *
 * @param <P> the referring kind
 */
public final class ReferenceIndex<P extends HasMetadata> {
  private final IndexerResourceCache<P> cache;
  private final String name;

  private ReferenceIndex(IndexerResourceCache<P> cache, String name) {
    this.cache = cache;
    this.name = name;
  }

  /**
   * Indexes the objects of the kind that a reconciler is for.
   *
   * @param name tells this index from others of the kind
   * @param references what an object refers to; called for every object whenever it changes, must
   *     not fail
   */
  public static <P extends HasMetadata> ReferenceIndex<P> create(
      EventSourceContext<P> context,
      String name,
      Function<P, ? extends Collection<ReferenceKey>> references) {
    IndexerResourceCache<P> cache = context.getPrimaryCache();
    cache.addIndexer(
        name, object -> references.apply(object).stream().map(ReferenceKey::toString).toList());
    return new ReferenceIndex<>(cache, name);
  }

  /** The objects that refer to another one. */
  public Set<ResourceID> referringTo(ReferenceKey reference) {
    return cache.byIndex(name, reference.toString()).stream()
        .map(ResourceID::fromResource)
        .collect(Collectors.toUnmodifiableSet());
  }
}
