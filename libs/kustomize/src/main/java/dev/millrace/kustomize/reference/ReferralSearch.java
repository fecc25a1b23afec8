package dev.millrace.kustomize.reference;

import dev.millrace.kustomize.node.Node;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.reference.Candidates.Candidate;
import dev.millrace.kustomize.reference.Candidates.Group;
import dev.millrace.kustomize.resource.Gvk;
import dev.millrace.kustomize.resource.Resource;
import dev.millrace.kustomize.resource.ResourceId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the object that one referrer means (KUSTOMIZE.md "Name references"). */
final class ReferralSearch {
  private final Resource referrer;
  private final ResourceId referrerId;
  private final Candidates candidates;
  private final Set<String> subjectNamespaces;
  private final List<String> prefixes;
  private final List<String> suffixes;

  ReferralSearch(Resource referrer, Candidates candidates) {
    this.referrer = referrer;
    this.referrerId = referrer.currentId();
    this.candidates = candidates;
    this.subjectNamespaces = subjectNamespaces(referrer);
    this.prefixes = referrer.history().prefixes();
    this.suffixes = referrer.history().suffixes();
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
    Group group = candidates.withPrevious(name, kind.kind());
    Predicate<Candidate> fits =
        candidate ->
            isVisible(candidate)
                && hadKind(candidate, kind)
                && (namespace == null || isIn(candidate, namespace))
                && (!isRoleRef || hadKindOfRoleRef(candidate))
                && isInReach(candidate);
    List<Candidate> found = inReach(group).filter(fits).limit(2).toList();
    if (found.size() > 1) {
      found = withAffixes(group, fits);
    }
    if (found.isEmpty()) {
      return null;
    }
    Resource first = found.getFirst().resource();
    if (found.stream().map(Candidate::resource).map(identity).distinct().count() == 1) {
      return first;
    }
    throw ambiguous(name, found);
  }

  /** Several objects fit: those with the same affixes are meant. */
  private List<Candidate> withAffixes(Group group, Predicate<Candidate> fits) {
    List<Candidate> found =
        group.withEndsLike(prefixes, suffixes).stream()
            .filter(candidate -> hasAffixesOf(candidate, true))
            .filter(fits)
            .sorted(Comparator.comparingInt(Candidate::position))
            .toList();
    return found.size() > 1
        ? found.stream().filter(candidate -> hasAffixesOf(candidate, false)).toList()
        : found;
  }

  /** The objects of a group that the referrer can see, without looking at all others. */
  private Stream<Candidate> inReach(Group group) {
    if (referrerId.clusterScoped()) {
      return group.all().stream();
    }
    Set<String> namespaces = new LinkedHashSet<>(subjectNamespaces);
    namespaces.add(referrerId.effectiveNamespace());
    namespaces.add(ResourceId.NO_NAMESPACE);
    return namespaces.stream().flatMap(namespace -> group.in(namespace).stream());
  }

  private static KustomizeException ambiguous(String name, List<Candidate> found) {
    String ids =
        found.stream()
            .map(Candidate::resource)
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
  private boolean isVisible(Candidate candidate) {
    if (referrerId.clusterScoped()) {
      return true;
    }
    ResourceId id = candidate.currentId();
    return id.clusterScoped()
        || id.hasNamespaceOf(referrerId)
        || subjectNamespaces.contains(id.namespace());
  }

  private static boolean hadKind(Candidate candidate, Gvk kind) {
    return candidate.resource().history().previousIds().stream()
        .anyMatch(id -> id.gvk().isSelectedBy(kind));
  }

  private boolean hadKindOfRoleRef(Candidate candidate) {
    Node roleRef = referrer.node().field("roleRef");
    Node group = roleRef == null ? null : roleRef.field("apiGroup");
    Node kind = roleRef == null ? null : roleRef.field("kind");
    return group == null
        || kind == null
        || hadKind(candidate, new Gvk(group.text(), "", kind.text()));
  }

  /** Only a service account can be referred to from another namespace. */
  private boolean isInReach(Candidate candidate) {
    ResourceId id = candidate.currentId();
    return referrerId.clusterScoped()
        || id.clusterScoped()
        || id.gvk().kind().equals("ServiceAccount")
        || referrerId.hasNamespaceOf(id);
  }

  private boolean isIn(Candidate candidate, String namespace) {
    ResourceId id =
        candidates.isOriginalNamespace(namespace) ? candidate.originalId() : candidate.currentId();
    return id.effectiveNamespace().equals(namespace);
  }

  private boolean hasAffixesOf(Candidate candidate, boolean emptyFits) {
    return sameEnd(candidate.prefixes(), prefixes, emptyFits)
        && sameEnd(candidate.suffixes(), suffixes, emptyFits);
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
      if (!subject.isMap()) {
        throw new KustomizeException(
            "a subject of " + referrer.currentId() + " is no map; give it a kind and a name");
      }
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
