package dev.millrace.apply.normalize;

import dev.millrace.apply.inventory.GroupKind;
import dev.millrace.apply.normalize.TypedForm.Mismatch;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.Tree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings objects into the form that Flux applies (fluxcd/pkg ssa/normalize 0.77): kinds that the Go
 * client knows as it writes them, ports with their protocol, Secrets with {@code data} in place of
 * {@code stringData}; no object with a status, save definitions. What does not fit the types of its
 * kind keeps its fields. Thread-safe; make one and share it.
 */
public final class Normalization {

  private static final String RBAC_V1 = "rbac.authorization.k8s.io/v1";
  private static final Set<String> POD_TEMPLATES_OF_APPS =
      Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet");

  private final TypeTable table = TypeTable.load();
  private final TypedForm typedForm = new TypedForm(table);

  /** Returns the normal form; the object itself for Roles, which Flux leaves alone. */
  public KubeObject normalize(KubeObject object) {
    boolean isRole = object.kind().equals("Role") || object.kind().equals("ClusterRole");
    if (isRole && object.apiVersion().equals(RBAC_V1)) {
      return object;
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>(typed(object));
    if (!(tree.get("metadata") instanceof Map) && tree.get("metadata") != null) {
      return KubeObject.of(tree);
    }
    tree = Tree.with(tree, null, "metadata", "creationTimestamp");
    return KubeObject.of(isDefinition(object) ? tree : Tree.without(tree, "status"));
  }

  private Map<String, @Nullable Object> typed(KubeObject object) {
    return table
        .find(object.apiVersion(), object.kind())
        .map(
            struct -> {
              try {
                return withDefaults(object, typedForm.struct(struct, object.tree()));
              } catch (Mismatch _) {
                return object.tree();
              }
            })
        .orElse(object.tree());
  }

  private static Map<String, @Nullable Object> withDefaults(
      KubeObject object, Map<String, @Nullable Object> tree) {
    return switch (GroupKind.of(object.ref())) {
      case GroupKind(String group, String kind) when !object.version().equals("v1") -> tree;
      case GroupKind(String group, String kind) when group.isEmpty() -> coreDefaults(kind, tree);
      case GroupKind(String group, String kind)
          when group.equals("apps") && POD_TEMPLATES_OF_APPS.contains(kind) ->
          podDefaults(tree, "spec", "template", "spec");
      case GroupKind(String group, String kind) when group.equals("batch") ->
          switch (kind) {
            case "Job" -> podDefaults(tree, "spec", "template", "spec");
            case "CronJob" -> podDefaults(tree, "spec", "jobTemplate", "spec", "template", "spec");
            default -> tree;
          };
      default -> tree;
    };
  }

  private static Map<String, @Nullable Object> coreDefaults(
      String kind, Map<String, @Nullable Object> tree) {
    return switch (kind) {
      case "Pod" -> podDefaults(tree, "spec");
      case "Service" -> withProtocols(tree, "spec", "ports");
      case "Secret" -> withoutStringData(tree);
      default -> tree;
    };
  }

  /** Ports without a protocol confuse server-side apply, for which it is part of the key. */
  private static Map<String, @Nullable Object> podDefaults(
      Map<String, @Nullable Object> tree, String... specPath) {
    Map<String, @Nullable Object> spec = Tree.map(tree, specPath);
    if (!(spec.get("containers") instanceof List<?> containers)) {
      return tree;
    }
    List<@Nullable Object> changed = new ArrayList<>();
    for (int i = 0; i < containers.size(); i++) {
      changed.add(
          containers.get(i) instanceof Map<?, ?> container
              ? withProtocols(Tree.map(container), "ports")
              : null);
    }
    return Tree.with(tree, Tree.with(spec, changed, "containers"), specPath);
  }

  private static Map<String, @Nullable Object> withProtocols(
      Map<String, @Nullable Object> tree, String... portsPath) {
    if (!(Tree.get(tree, portsPath) instanceof List<?> ports)) {
      return tree;
    }
    List<@Nullable Object> changed = new ArrayList<>();
    for (Object port : ports) {
      boolean bare = port instanceof Map<?, ?> && Tree.string(port, "protocol").isEmpty();
      changed.add(bare ? Tree.with(Tree.map(port), "TCP", "protocol") : port);
    }
    return Tree.with(tree, changed, portsPath);
  }

  private static Map<String, @Nullable Object> withoutStringData(
      Map<String, @Nullable Object> tree) {
    Map<String, @Nullable Object> plain = Tree.map(tree, "stringData");
    if (plain.isEmpty()) {
      return tree;
    }
    Map<String, @Nullable Object> data = new LinkedHashMap<>(Tree.map(tree, "data"));
    plain.forEach(
        (key, value) ->
            data.put(
                key,
                Base64.getEncoder()
                    .encodeToString(((String) value).getBytes(StandardCharsets.UTF_8))));
    return Tree.with(Tree.without(tree, "stringData"), data, "data");
  }

  private static boolean isDefinition(KubeObject object) {
    return object.kind().equalsIgnoreCase("CustomResourceDefinition")
        && object.apiVersion().startsWith("apiextensions.k8s.io/");
  }
}
