package dev.millrace.kustomize.reference;

import dev.millrace.kustomize.node.Node;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.resource.Gvk;
import dev.millrace.kustomize.resource.Resource;
import dev.millrace.kustomize.resource.ResourceId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the object that one referrer means (KUSTOMIZE.md "Name references"). */
final class ReferralSearch {
  private final Resource referrer;
  private final ResourceId referrerId;
  private final Candidates candidates;
  private final Set<String> subjectNamespaces;

  ReferralSearch(Resource referrer, Candidates candidates) {
    this.referrer = referrer;
    this.referrerId = referrer.currentId();
    this.candidates = candidates;
    this.subjectNamespaces = subjectNamespaces(referrer);
  }

  Resource referrer() {
    return referrer;
  }

  /**
   * The object that had a name and is of a kind; null when there is none.
   *
   * @param isRoleRef whether the field is the roleRef of a binding, which names a kind as well
   * @param namespace a namespace written beside the name, or null
   * @param identity what makes several objects one and the same for this reference
   */
  @Nullable Resource find(
      String name,
      Gvk kind,
      boolean isRoleRef,
      @Nullable String namespace,
      Function<Resource, String> identity) {
    Predicate<Resource> fits =
        candidate ->
            isVisible(candidate)
                && hadKind(candidate, kind)
                && (namespace == null || isIn(candidate, namespace))
                && (!isRoleRef || hadKindOfRoleRef(candidate))
                && isInReach(candidate);
    List<Resource> found = candidates.withPreviousName(name).stream().filter(fits).toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    found = found.stream().filter(candidate -> hasAffixesOf(candidate, true)).toList();
    if (found.size() > 1) {
      found = found.stream().filter(candidate -> hasAffixesOf(candidate, false)).toList();
    }
    if (found.isEmpty()) {
      return null;
    }
    if (found.stream().map(identity).distinct().count() == 1) {
      return found.getFirst();
    }
    throw ambiguous(name, found);
  }

  private static KustomizeException ambiguous(String name, List<Resource> found) {
    String ids =
        found.stream()
            .map(resource -> resource.currentId() + from(resource))
            .collect(Collectors.joining(", "));
    return new KustomizeException(
        "found multiple possible referrals for '" + name + "': " + ids + "; rename one of them");
  }

  private static String from(Resource resource) {
    String file = resource.source().file();
    return file.isEmpty() ? "" : " from " + file;
  }

  /**
   * Objects of other namespaces are out of sight, but for those that subjects of a binding name.
   */
  private boolean isVisible(Resource candidate) {
    if (referrerId.clusterScoped()) {
      return true;
    }
    ResourceId id = candidate.currentId();
    return id.clusterScoped()
        || id.hasNamespaceOf(referrerId)
        || subjectNamespaces.contains(candidate.namespace());
  }

  private static boolean hadKind(Resource candidate, Gvk kind) {
    return candidate.history().previousIds().stream().anyMatch(id -> id.gvk().isSelectedBy(kind));
  }

  private boolean hadKindOfRoleRef(Resource candidate) {
    Node roleRef = referrer.node().field("roleRef");
    Node group = roleRef == null ? null : roleRef.field("apiGroup");
    Node kind = roleRef == null ? null : roleRef.field("kind");
    return group == null
        || kind == null
        || hadKind(candidate, new Gvk(group.text(), "", kind.text()));
  }

  /** Only a service account can be referred to from another namespace. */
  private boolean isInReach(Resource candidate) {
    ResourceId id = candidate.currentId();
    return referrerId.clusterScoped()
        || id.clusterScoped()
        || candidate.kind().equals("ServiceAccount")
        || referrerId.hasNamespaceOf(id);
  }

  private boolean isIn(Resource candidate, String namespace) {
    ResourceId id =
        candidates.isOriginalNamespace(namespace) ? candidate.originalId() : candidate.currentId();
    return id.effectiveNamespace().equals(namespace);
  }

  private boolean hasAffixesOf(Resource candidate, boolean emptyFits) {
    return sameEnd(candidate.history().prefixes(), referrer.history().prefixes(), emptyFits)
        && sameEnd(candidate.history().suffixes(), referrer.history().suffixes(), emptyFits);
  }

  private static boolean sameEnd(List<String> left, List<String> right, boolean emptyFits) {
    int shorter = Math.min(left.size(), right.size());
    if (shorter == 0) {
      return emptyFits || left.size() == right.size();
    }
    return left.subList(left.size() - shorter, left.size())
        .equals(right.subList(right.size() - shorter, right.size()));
  }

  private static Set<String> subjectNamespaces(Resource referrer) {
    Set<String> namespaces = new HashSet<>();
    Node subjects = referrer.node().field("subjects");
    if (!referrer.kind().equals("RoleBinding") || subjects == null) {
      return namespaces;
    }
    for (Node subject : subjects.items()) {
      Node namespace = subject.field("namespace");
      Node kind = subject.field("kind");
      if (namespace == null || kind == null) {
        continue;
      }
      requireText(kind, "kind", referrer);
      if (kind.text().equals("ServiceAccount")) {
        requireText(namespace, "namespace", referrer);
        namespaces.add(namespace.text());
      }
    }
    return namespaces;
  }

  private static void requireText(Node node, String field, Resource referrer) {
    if (!node.isText()) {
      throw new KustomizeException(
          "the " + field + " of a subject of " + referrer.currentId() + " is no text; correct it");
    }
  }
}
