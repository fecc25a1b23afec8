package dev.millrace.kustomize.schema;

/** Tells which kinds exist outside of namespaces. */
@FunctionalInterface
public interface Scopes {

  /** Whether the kind is known to be cluster-scoped; unknown kinds count as namespaced. */
  boolean isClusterScoped(String apiVersion, String kind);
}
