package dev.millrace.helm.action;

/** Where objects of a kind live. */
@FunctionalInterface
public interface KindScopes {
  /**
   * Whether objects of a kind live in namespaces.
   *
   * @throws UnknownKind if the cluster does not have the kind
   */
  boolean isNamespaced(String apiVersion, String kind) throws ClusterException;
}
