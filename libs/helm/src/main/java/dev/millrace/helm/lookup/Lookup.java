package dev.millrace.helm.lookup;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the template function {@code lookup} may read: the only way from a template to a cluster.
 * Whoever renders for a tenant passes one that reads as the tenant (SECURITY-CASES row 44).
 */
@FunctionalInterface
public interface Lookup {
  /** Finds nothing, as rendering without a cluster does. */
  Lookup NOTHING = (_, _, _, _) -> new LinkedHashMap<>();

  /**
   * Reads one object, or a list of objects where {@code name} is empty.
   *
   * @param namespace empty for cluster-wide kinds and for lists over all namespaces
   * @return the object or list as a plain tree that the caller may change; an empty map if there is
   *     no such object
   * @throws LookupException if the cluster can't be asked, or refuses
   */
  Map<String, Object> find(String apiVersion, String kind, String namespace, String name)
      throws LookupException;
}
