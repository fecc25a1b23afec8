package dev.millrace.helm.action;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which field tells the items of a list apart, so that others' items survive a merge. */
@FunctionalInterface
public interface ListKeys {
  /**
   * The field for the items of a list.
   *
   * @param object the object that the list is in
   * @param field the name of the list
   * @param parent the name of the field that holds the list's owner; empty at the top
   * @return empty if the list is one value that is replaced as a whole
   */
  Optional<String> of(ObjectRef object, String field, String parent);

  /** The lists of Kubernetes' own kinds that users and webhooks add to. */
  static ListKeys builtIn() {
    return BuiltIn::keyOf;
  }

  /** What the OpenAPI document of Kubernetes says about merge keys, as far as it matters here. */
  final class BuiltIn {
    private static final Set<String> GROUPS =
        Set.of("", "apps", "batch", "autoscaling", "policy", "extensions");
    private static final Map<String, String> KEYS =
        Map.ofEntries(
            Map.entry("containers", "name"),
            Map.entry("initContainers", "name"),
            Map.entry("ephemeralContainers", "name"),
            Map.entry("volumes", "name"),
            Map.entry("env", "name"),
            Map.entry("volumeMounts", "mountPath"),
            Map.entry("volumeDevices", "devicePath"),
            Map.entry("imagePullSecrets", "name"),
            Map.entry("secrets", "name"),
            Map.entry("hostAliases", "ip"),
            Map.entry("topologySpreadConstraints", "topologyKey"),
            Map.entry("resourceClaims", "name"),
            Map.entry("webhooks", "name"),
            Map.entry("ownerReferences", "uid"));

    private BuiltIn() {}

    private static Optional<String> keyOf(ObjectRef object, String field, String parent) {
      boolean known = GROUPS.contains(object.group()) || object.group().endsWith(".k8s.io");
      if (!known) {
        return Optional.empty();
      }
      if (field.equals("ports")) {
        return Optional.of(object.kind().equals("Service") ? "port" : "containerPort");
      }
      return Optional.ofNullable(KEYS.get(field));
    }
  }
}
