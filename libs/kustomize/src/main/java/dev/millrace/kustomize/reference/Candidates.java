package dev.millrace.kustomize.reference;

import dev.millrace.kustomize.resource.Resource;
import dev.millrace.kustomize.resource.ResourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The objects that can be referred to, by the names and kinds that they had before. Made for one
 * pass over many references, so that each of them looks at a few objects only.
 */
final class Candidates {
  private static final String ANY_KIND = "";

  private final Map<Key, Group> groups = new HashMap<>();
  private final Set<String> originalNamespaces = new LinkedHashSet<>();

  private record Key(String name, String kind) {}

  /** An object, its place in the build, and what a search compares again and again. */
  record Candidate(
      Resource resource,
      int position,
      ResourceId currentId,
      ResourceId originalId,
      List<String> prefixes,
      List<String> suffixes) {}

  Candidates(List<Resource> resources) {
    for (int i = 0; i < resources.size(); i++) {
      Resource resource = resources.get(i);
      originalNamespaces.add(resource.originalId().effectiveNamespace());
      List<ResourceId> previous = resource.history().previousIds();
      if (!previous.isEmpty()) {
        add(resource, i, previous);
      }
    }
  }

  private void add(Resource resource, int position, List<ResourceId> previous) {
    Candidate candidate =
        new Candidate(
            resource,
            position,
            resource.currentId(),
            resource.originalId(),
            resource.history().prefixes(),
            resource.history().suffixes());
    Set<Key> keys = new LinkedHashSet<>();
    for (ResourceId name : previous) {
      keys.add(new Key(name.name(), ANY_KIND));
      previous.forEach(kind -> keys.add(new Key(name.name(), kind.gvk().kind())));
    }
    keys.forEach(key -> groups.computeIfAbsent(key, _ -> new Group()).add(candidate));
  }

  /** The objects that had a name and, unless it is empty, a kind. */
  Group withPrevious(String name, String kind) {
    Group group = groups.get(new Key(name, kind));
    return group == null ? new Group() : group;
  }

  boolean isOriginalNamespace(String namespace) {
    return originalNamespaces.contains(namespace);
  }

  /** Objects that share a previous name and kind, in the order of the build. */
  static final class Group {
    private final List<Candidate> all = new ArrayList<>(1);
    private final Map<String, List<Candidate>> byNamespace = new HashMap<>();
    private final AffixIndex byPrefixes = new AffixIndex();
    private final AffixIndex bySuffixes = new AffixIndex();

    private void add(Candidate candidate) {
      all.add(candidate);
      String namespace = candidate.currentId.effectiveNamespace();
      byNamespace.computeIfAbsent(namespace, _ -> new ArrayList<>(1)).add(candidate);
      byPrefixes.add(candidate, candidate.prefixes);
      bySuffixes.add(candidate, candidate.suffixes);
    }

    List<Candidate> all() {
      return all;
    }

    List<Candidate> in(String namespace) {
      return byNamespace.getOrDefault(namespace, List.of());
    }

    /** Those whose prefixes and suffixes may end like these, and perhaps some more. */
    List<Candidate> withEndsLike(List<String> prefixes, List<String> suffixes) {
      if (!prefixes.isEmpty()) {
        return byPrefixes.withEndLike(prefixes);
      }
      return suffixes.isEmpty() ? all : bySuffixes.withEndLike(suffixes);
    }
  }

  /** Objects by the affixes that their names got, and by the ends of those lists. */
  private static final class AffixIndex {
    private final Map<List<String>, List<Candidate>> byAffixes = new HashMap<>();
    private final Map<List<String>, List<Candidate>> byProperEnd = new HashMap<>();

    void add(Candidate candidate, List<String> affixes) {
      byAffixes.computeIfAbsent(affixes, _ -> new ArrayList<>(1)).add(candidate);
      for (int start = 1; start < affixes.size(); start++) {
        List<String> end = affixes.subList(start, affixes.size());
        byProperEnd.computeIfAbsent(end, _ -> new ArrayList<>(1)).add(candidate);
      }
    }

    /** Those of which one list is the end of the other. */
    List<Candidate> withEndLike(List<String> affixes) {
      List<Candidate> found = new ArrayList<>(byProperEnd.getOrDefault(affixes, List.of()));
      for (int start = 0; start <= affixes.size(); start++) {
        List<String> end = affixes.subList(start, affixes.size());
        found.addAll(byAffixes.getOrDefault(end, List.of()));
      }
      return found;
    }
  }
}
