package dev.millrace.kustomize.resource;

import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.resource.ResourceId.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Objects in the order in which they were added, no two of them with the same current id.
 *
 * <p>Lookups by id go through an index that is made on demand. Whoever changes ids of objects in
 * the map calls {@link #idsChanged} before the next lookup.
 */
public final class ResourceMap {
  private List<Resource> resources = new ArrayList<>();
  private @Nullable Map<Key, List<Resource>> byCurrentId;
  private @Nullable Map<Key, List<Resource>> byAnyId;

  /** The objects in order; not to be changed. */
  public List<Resource> resources() {
    return Collections.unmodifiableList(resources);
  }

  /** The number of objects. */
  public int size() {
    return resources.size();
  }

  /** Forgets the indexes; called after ids of objects have changed. */
  public void idsChanged() {
    byCurrentId = null;
    byAnyId = null;
  }

  /**
   * Adds an object at the end.
   *
   * @throws KustomizeException if there is one with the same current id
   */
  public void append(Resource resource) {
    ResourceId id = resource.currentId();
    List<Resource> same = currentIndex().computeIfAbsent(id.key(), _ -> new ArrayList<>(1));
    if (!same.isEmpty()) {
      throw new KustomizeException(
          "may not add resource with an already registered id: "
              + id
              + firstSeen(same.getFirst())
              + "; rename or remove one of the two");
    }
    same.add(resource);
    resources.add(resource);
    if (byAnyId != null) {
      indexAllIds(resource, byAnyId);
    }
  }

  private static String firstSeen(Resource resource) {
    String file = resource.source().file();
    return file.isEmpty() ? "" : " (first in " + file + ")";
  }

  /** Adds all objects of another map. */
  public void appendAll(ResourceMap other) {
    other.resources.forEach(this::append);
  }

  /** Replaces the objects; fails if two of them have the same current id. */
  public void setAll(Collection<Resource> changed) {
    resources = new ArrayList<>(changed.size());
    idsChanged();
    changed.forEach(this::append);
  }

  /**
   * Checks that steps in between have not made two ids equal.
   *
   * @throws KustomizeException if they have
   */
  public void refuseEqualIds() {
    setAll(List.copyOf(resources));
  }

  /** Drops objects that were deleted. */
  public void dropEmpty() {
    if (resources.removeIf(Resource::isEmpty)) {
      idsChanged();
    }
  }

  /** The objects whose current id equals this one. */
  public List<Resource> withCurrentId(ResourceId id) {
    return currentIndex().getOrDefault(id.key(), List.of());
  }

  /** The objects of which the current id or a previous one equals this one. */
  public List<Resource> withAnyId(ResourceId id) {
    if (byAnyId == null) {
      Map<Key, List<Resource>> index = HashMap.newHashMap(resources.size() * 2);
      resources.forEach(resource -> indexAllIds(resource, index));
      byAnyId = index;
    }
    return byAnyId.getOrDefault(id.key(), List.of());
  }

  /** The objects of which the current id or a previous one passes a test. */
  public List<Resource> withAnyId(Predicate<ResourceId> test) {
    return resources.stream()
        .filter(resource -> !resource.isEmpty())
        .filter(
            resource ->
                resource.history().previousIds().stream().anyMatch(test)
                    || test.test(resource.currentId()))
        .toList();
  }

  /** The objects that a selector selects. */
  public List<Resource> select(Selector selector) {
    SelectorMatcher matcher = new SelectorMatcher(selector);
    return resources.stream().filter(matcher::matches).toList();
  }

  /**
   * Adds what a generator made: a new object, or one that replaces or extends the one of the same
   * id.
   *
   * @throws KustomizeException if the generator's behaviour does not fit what is there
   */
  public void absorb(Resource generated) {
    ResourceId id = generated.currentId();
    List<Resource> matches = withAnyId(id);
    switch (matches.size()) {
      case 0 -> absorbNew(generated, id);
      case 1 -> absorbInto(matches.getFirst(), generated, id);
      default ->
          throw new KustomizeException(
              "found " + matches.size() + " objects that could take the data generated for " + id);
    }
  }

  private void absorbNew(Resource generated, ResourceId id) {
    if (generated.history().behavior() != Resource.Behavior.CREATE) {
      throw new KustomizeException(
          "id " + id + " does not exist; cannot merge or replace; use behavior: create");
    }
    append(generated);
  }

  private void absorbInto(Resource old, Resource generated, ResourceId id) {
    switch (generated.history().behavior()) {
      case REPLACE -> MetadataMerge.takeOver(generated, old);
      case MERGE -> DataMerge.mergeInto(generated, old);
      case CREATE ->
          throw new KustomizeException("id " + id + " exists; behavior must be merge or replace");
    }
    List<Resource> same = withCurrentId(generated.currentId());
    if (same.size() != 1 || same.getFirst() != old) {
      throw new KustomizeException(
          "can't put the generated " + id + " in the place of the old one");
    }
    resources.set(resources.indexOf(old), generated);
    idsChanged();
  }

  private Map<Key, List<Resource>> currentIndex() {
    if (byCurrentId == null) {
      Map<Key, List<Resource>> index = HashMap.newHashMap(resources.size());
      for (Resource resource : resources) {
        index.computeIfAbsent(resource.currentId().key(), _ -> new ArrayList<>(1)).add(resource);
      }
      byCurrentId = index;
    }
    return byCurrentId;
  }

  private static void indexAllIds(Resource resource, Map<Key, List<Resource>> index) {
    if (resource.isEmpty()) {
      return;
    }
    for (ResourceId id : resource.history().previousIds()) {
      addOnce(index, id.key(), resource);
    }
    addOnce(index, resource.currentId().key(), resource);
  }

  private static void addOnce(Map<Key, List<Resource>> index, Key key, Resource resource) {
    List<Resource> same = index.computeIfAbsent(key, _ -> new ArrayList<>(1));
    if (same.isEmpty() || same.getLast() != resource) {
      same.add(resource);
    }
  }
}
