package dev.millrace.controller.helm.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.health.HealthExpressions;
import dev.millrace.apply.inventory.GroupKind;
import dev.millrace.apply.object.KubeObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EssenceTest {
  private static final KubeObject CONFIG_MAP =
      KubeObject.of(
          Map.of(
              "apiVersion",
              "v1",
              "kind",
              "ConfigMap",
              "metadata",
              Map.of(
                  "name", "settings",
                  "resourceVersion", "7",
                  "managedFields", List.of(Map.of("manager", "helm-controller"))),
              "data",
              Map.of("text", "much"),
              "immutable",
              true));

  @Test
  void leavesOutDataAndWhoWroteIt() {
    assertThat(Essence.of(CONFIG_MAP, List.of()))
        .isEqualTo(CONFIG_MAP.without("metadata", "managedFields").without("data"));
  }

  @Test
  void keepsWhatARuleOfTheUserMayLookAt() {
    HealthExpressions rule =
        new HealthExpressions(
            new GroupKind("", "ConfigMap"), Optional.empty(), Optional.empty(), _ -> true);

    assertThat(Essence.of(CONFIG_MAP, List.of(rule)).get("data", "text")).isEqualTo("much");
  }

  @Test
  void keepsWhatSaysHowADefinitionIs() {
    KubeObject definition =
        KubeObject.of(
            Map.of(
                "apiVersion", "apiextensions.k8s.io/v1",
                "kind", "CustomResourceDefinition",
                "metadata", Map.of("name", "a.example.com"),
                "spec", Map.of("group", "example.com", "versions", List.of(Map.of("name", "v1"))),
                "status", Map.of("conditions", List.of(Map.of("type", "Established")))));

    assertThat(Essence.of(definition, List.of())).isEqualTo(definition.without("spec", "versions"));
  }
}
