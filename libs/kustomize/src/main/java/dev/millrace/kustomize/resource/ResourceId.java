package dev.millrace.kustomize.resource;

/**
 * What identifies an object.
 *
 * @param clusterScoped whether the kind is known to exist outside of namespaces
 * @param namespace as written; empty when there is none
 */
public record ResourceId(Gvk gvk, boolean clusterScoped, String name, String namespace) {
  /** The effective namespace of objects that are in none. */
  public static final String NO_NAMESPACE = "_non_namespaceable_";

  private static final String DEFAULT_NAMESPACE = "default";

  /** An id whose kind counts as namespaced: previous ids, and those that users write. */
  public static ResourceId namespaced(Gvk gvk, String name, String namespace) {
    return new ResourceId(gvk, false, name, namespace);
  }

  /** The namespace for comparisons: {@code default} for none, a mark for cluster-scoped objects. */
  public String effectiveNamespace() {
    if (clusterScoped) {
      return NO_NAMESPACE;
    }
    return namespace.isEmpty() ? DEFAULT_NAMESPACE : namespace;
  }

  /** Whether both are in the same namespace, or both in none. */
  public boolean hasNamespaceOf(ResourceId other) {
    return effectiveNamespace().equals(other.effectiveNamespace());
  }

  /** The same id in the form in which equal ids are equal objects. */
  public Key key() {
    return new Key(gvk, name, effectiveNamespace());
  }

  /** An id for comparisons. */
  public record Key(Gvk gvk, String name, String effectiveNamespace) {}

  /** Whether every part that the selector names is equal. */
  public boolean isSelectedBy(ResourceId selector) {
    return (selector.name.isEmpty() || selector.name.equals(name))
        && (selector.namespace.isEmpty() || selector.hasNamespaceOf(this))
        && gvk.isSelectedBy(selector.gvk);
  }

  /** {@code Deployment.v1.apps/name.namespace}, with marks for empty parts. */
  @Override
  public String toString() {
    return gvk + "/" + Gvk.orElse(name, "[noName]") + "." + Gvk.orElse(namespace, "[noNs]");
  }
}
