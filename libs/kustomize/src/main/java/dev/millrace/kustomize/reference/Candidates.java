package dev.millrace.kustomize.reference;

import dev.millrace.kustomize.resource.Resource;
import dev.millrace.kustomize.resource.ResourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The objects that can be referred to, by the names that they had before. */
final class Candidates {
  private final Map<String, List<Resource>> byPreviousName = new HashMap<>();
  private final Set<String> originalNamespaces = new HashSet<>();

  Candidates(List<Resource> resources) {
    for (Resource resource : resources) {
      originalNamespaces.add(resource.originalId().effectiveNamespace());
      for (ResourceId id : resource.history().previousIds()) {
        List<Resource> same = byPreviousName.computeIfAbsent(id.name(), _ -> new ArrayList<>(1));
        if (same.isEmpty() || same.getLast() != resource) {
          same.add(resource);
        }
      }
    }
  }

  /** The objects that had a name, in the order of the build. */
  List<Resource> withPreviousName(String name) {
    return byPreviousName.getOrDefault(name, List.of());
  }

  boolean isOriginalNamespace(String namespace) {
    return originalNamespaces.contains(namespace);
  }
}
