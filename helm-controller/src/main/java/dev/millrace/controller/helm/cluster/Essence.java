package dev.millrace.controller.helm.cluster;

import dev.millrace.apply.health.HealthExpressions;
import dev.millrace.apply.inventory.GroupKind;
import dev.millrace.apply.object.KubeObject;
import java.util.List;

/**
 * An object without what may be large and says nothing of its health: who wrote what, the data of
 * ConfigMaps and Secrets, the schemas of definitions.
 */
final class Essence {
  private Essence() {}

  /**
   * The essence of an object.
   *
   * @param rules of the user, which may look at anything
   */
  static KubeObject of(KubeObject object, List<HealthExpressions> rules) {
    KubeObject essence = object.without("metadata", "managedFields");
    GroupKind kind = GroupKind.of(object.ref());
    if (rules.stream().anyMatch(rule -> rule.kind().equals(kind))) {
      return essence;
    }
    return switch (kind.kind()) {
      case "ConfigMap", "Secret" ->
          essence.without("data").without("binaryData").without("stringData");
      case "CustomResourceDefinition" -> essence.without("spec", "versions");
      default -> essence;
    };
  }
}
