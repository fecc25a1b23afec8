package dev.millrace.apply.inventory;

import dev.millrace.apply.object.KubeObject;
import java.util.Locale;
import java.util.Set;

/**
 * A group of objects that is applied as a whole before the next group is looked at (FLUX.md 3.3).
 */
public enum Stage {
  /** Custom resource definitions, namespaces and cluster roles; waited for. */
  DEFINITIONS("clusterDefinition"),
  /** Kinds whose name ends in {@code Class}; waited for. */
  CLASSES("classDefinition"),
  /** Kinds that the operator of the controller named. */
  CUSTOM("custom"),
  /** Everything else. */
  RESOURCES("resource");

  private final String label;

  Stage(String label) {
    this.label = label;
  }

  /** The stage of an object when no custom kinds are configured. */
  public static Stage of(KubeObject object) {
    return of(object, Set.of());
  }

  /** The stage of an object. */
  public static Stage of(KubeObject object, Set<GroupKind> customKinds) {
    if (isDefinition(object)) {
      return DEFINITIONS;
    }
    if (object.kind().endsWith("Class")) {
      return CLASSES;
    }
    return customKinds.contains(GroupKind.of(object.ref())) ? CUSTOM : RESOURCES;
  }

  /** Whether the next stage begins only when the objects of this one are ready. */
  public boolean isAwaited() {
    return this == DEFINITIONS || this == CLASSES;
  }

  /** The name in reports. */
  public String label() {
    return label;
  }

  private static boolean isDefinition(KubeObject object) {
    String apiVersion = object.apiVersion();
    return switch (object.kind().toLowerCase(Locale.ROOT)) {
      case "customresourcedefinition" -> apiVersion.startsWith("apiextensions.k8s.io/");
      case "namespace" -> apiVersion.equals("v1");
      case "clusterrole" -> apiVersion.startsWith("rbac.authorization.k8s.io/");
      default -> false;
    };
  }
}
