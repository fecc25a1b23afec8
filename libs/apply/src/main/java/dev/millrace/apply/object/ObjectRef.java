package dev.millrace.apply.object;

import java.util.Set;

/**
 * Names one object of a cluster, whatever the version of its API.
 *
 * @param group the API group; empty for the core group
 * @param kind the kind as written in the object
 * @param namespace the namespace; empty for an object that is not in one
 * @param name the name
 */
public record ObjectRef(String group, String kind, String namespace, String name) {

  private static final String SEPARATOR = "_";
  private static final String COLON_IN_ID = "__";
  private static final String RBAC_GROUP = "rbac.authorization.k8s.io";
  private static final Set<String> KINDS_WITH_COLONS =
      Set.of("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding");

  /**
   * Reads an inventory id, {@code NAMESPACE_NAME_GROUP_KIND} (FLUX.md 3.1). The name may contain
   * the separator; a double one stands for a colon.
   *
   * @throws IllegalArgumentException if the id has fewer than four parts
   */
  public static ObjectRef parse(String id) {
    int namespaceEnd = id.indexOf(SEPARATOR);
    int kindStart = id.lastIndexOf(SEPARATOR);
    int groupStart = kindStart <= 0 ? -1 : id.lastIndexOf(SEPARATOR, kindStart - 1);
    if (namespaceEnd < 0 || groupStart <= namespaceEnd) {
      throw new IllegalArgumentException(
          "The inventory id '" + id + "' is not of the form NAMESPACE_NAME_GROUP_KIND.");
    }
    return new ObjectRef(
        id.substring(groupStart + 1, kindStart),
        id.substring(kindStart + 1),
        id.substring(0, namespaceEnd),
        id.substring(namespaceEnd + 1, groupStart).replace(COLON_IN_ID, ":"));
  }

  /** The inventory id; a colon in the name of an RBAC object is written {@code __}. */
  public String id() {
    boolean mayHaveColon = group.equals(RBAC_GROUP) && KINDS_WITH_COLONS.contains(kind);
    String idName = mayHaveColon ? name.replace(":", COLON_IN_ID) : name;
    return String.join(SEPARATOR, namespace, idName, group, kind);
  }

  /** The text that messages use: {@code Kind/namespace/name}, or {@code Kind/name}. */
  @Override
  public String toString() {
    return namespace.isEmpty() ? kind + "/" + name : kind + "/" + namespace + "/" + name;
  }
}
