package dev.millrace.apply.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.object.KubeObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NormalizationTest {

  private final Normalization normalization = new Normalization();

  @Test
  void movesStringDataOfSecretsToData() {
    KubeObject secret =
        object("v1", "Secret", Map.of("data", Map.of("a", "Yg=="), "stringData", Map.of("a", "c")));

    KubeObject normal = normalization.normalize(secret);

    assertThat(normal.get("data")).isEqualTo(Map.of("a", "Yw=="));
    assertThat(normal.tree()).doesNotContainKey("stringData");
  }

  @Test
  void givesPortsOfContainersAndServicesTheirProtocol() {
    KubeObject pod =
        object(
            "v1",
            "Pod",
            Map.of(
                "spec",
                Map.of(
                    "containers",
                    List.of(Map.of("name", "a", "ports", List.of(Map.of("containerPort", 80)))))));

    KubeObject normal = normalization.normalize(pod);

    assertThat(normal.get("spec", "containers"))
        .isEqualTo(
            List.of(
                Map.of(
                    "name",
                    "a",
                    "ports",
                    List.of(Map.of("containerPort", 80L, "protocol", "TCP")),
                    "resources",
                    Map.of())));
  }

  @Test
  void dropsFieldsThatTheKindDoesNotHave() {
    KubeObject deployment =
        object("apps/v1", "Deployment", Map.of("spec", Map.of("bogus", 1, "replicas", 2)));

    assertThat(normalization.normalize(deployment).get("spec", "bogus")).isNull();
    assertThat(normalization.normalize(deployment).get("spec", "replicas")).isEqualTo(2L);
  }

  @Test
  void keepsObjectsThatDoNotFitTheirTypes() {
    KubeObject map = object("v1", "ConfigMap", Map.of("data", Map.of("number", 5)));

    assertThat(normalization.normalize(map).get("data")).isEqualTo(Map.of("number", 5L));
  }

  @Test
  void removesTheStatusButNotThatOfDefinitions() {
    Map<String, Object> status = Map.of("status", Map.of("a", "b"));

    assertThat(normalization.normalize(object("example.com/v1", "Widget", status)).tree())
        .doesNotContainKey("status");
    assertThat(
            normalization
                .normalize(object("apiextensions.k8s.io/v1", "CustomResourceDefinition", status))
                .tree())
        .containsKey("status");
  }

  @Test
  void leavesRolesAlone() {
    KubeObject role =
        object("rbac.authorization.k8s.io/v1", "ClusterRole", Map.of("rules", List.of()));

    assertThat(normalization.normalize(role)).isSameAs(role);
  }

  private static KubeObject object(String apiVersion, String kind, Map<String, Object> rest) {
    Map<String, Object> tree = new HashMap<>(rest);
    tree.putAll(Map.of("apiVersion", apiVersion, "kind", kind, "metadata", Map.of("name", "x")));
    return KubeObject.of(tree);
  }
}
