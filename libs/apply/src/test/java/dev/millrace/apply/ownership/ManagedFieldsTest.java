package dev.millrace.apply.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.object.JsonPointer;
import dev.millrace.apply.object.KubeObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManagedFieldsTest {

  private static final String OWN = "kustomize-controller";
  private static final List<FieldManager> KUBECTL =
      List.of(FieldManager.applying("kubectl"), FieldManager.updating("kubectl"));

  @Test
  void unitesTheFieldsOfOthersWithItsOwn() {
    ManagedFields fields =
        of(
            entry(OWN, "Apply", "", Map.of("f:a", Map.of())),
            entry("kubectl-edit", "Update", "", Map.of("f:b", Map.of("f:c", Map.of()))),
            entry("operator", "Update", "", Map.of("f:d", Map.of())));

    ManagedFields after = fields.takeOver(KUBECTL, OWN).orElseThrow();

    assertThat(after.entries())
        .extracting(ManagedFields.Entry::manager)
        .containsExactly("operator", OWN);
    assertThat(after.appliedBy(OWN).orElseThrow().fields().toTree())
        .isEqualTo(Map.of("f:a", Map.of(), "f:b", Map.of("f:c", Map.of())));
  }

  @Test
  void renamesTheFirstWriterWhenItOwnsNothingItself() {
    ManagedFields after =
        of(entry("kubectl-client-side-apply", "Update", "", Map.of("f:a", Map.of())))
            .takeOver(KUBECTL, OWN)
            .orElseThrow();

    assertThat(after.appliedBy(OWN)).isPresent();
    assertThat(after.entries()).hasSize(1);
  }

  @Test
  void leavesSubresourcesAndOthersAlone() {
    ManagedFields fields =
        of(
            entry("kubectl", "Update", "status", Map.of("f:a", Map.of())),
            entry("operator", "Apply", "", Map.of("f:b", Map.of())));

    assertThat(fields.takeOver(KUBECTL, OWN)).isEmpty();
    assertThat(fields.hasAnyOf(KUBECTL)).isFalse();
  }

  @Test
  void migratesAllOwnersToOneVersion() {
    ManagedFields fields =
        of(
            entry("a", "Apply", "", Map.of("f:a", Map.of())),
            entry("b", "Update", "status", Map.of("f:b", Map.of())));

    ManagedFields after = fields.migrateTo("example.com/v2").orElseThrow();

    assertThat(after.entries())
        .extracting(ManagedFields.Entry::apiVersion)
        .containsOnly("example.com/v2");
    assertThat(after.migrateTo("example.com/v2")).isEmpty();
  }

  @Test
  void translatesBetweenPathsAndPointers() {
    Map<String, Object> tree =
        Map.of(
            "spec",
            Map.of("ports", List.of(Map.of("port", 80, "protocol", "TCP")), "set", List.of("x")));
    List<String> path =
        List.of("f:spec", "f:ports", "k:{\"port\":80,\"protocol\":\"TCP\"}", "f:port");
    FieldSet known =
        FieldSet.parse(
            Map.of(
                "f:spec",
                Map.of(
                    "f:ports",
                    Map.of("k:{\"port\":80,\"protocol\":\"TCP\"}", Map.of("f:port", Map.of())))));

    assertThat(FieldPaths.pointer(tree, path)).contains(JsonPointer.parse("/spec/ports/0/port"));
    assertThat(FieldPaths.path(tree, JsonPointer.parse("/spec/ports/0/port"), known))
        .contains(path);
    assertThat(FieldPaths.pointer(tree, List.of("f:spec", "f:set", "v:\"x\"")))
        .contains(JsonPointer.parse("/spec/set/0"));
    assertThat(FieldPaths.pointer(tree, List.of("f:spec", "f:ports", "k:{\"port\":1}"))).isEmpty();
    assertThat(FieldPaths.path(tree, JsonPointer.parse("/spec/ports/0/port"), FieldSet.none()))
        .isEmpty();
  }

  @SafeVarargs
  private static ManagedFields of(Map<String, Object>... entries) {
    return ManagedFields.of(
        KubeObject.of(Map.of("metadata", Map.of("managedFields", List.of(entries)))));
  }

  private static Map<String, Object> entry(
      String manager, String operation, String subresource, Object fields) {
    return Map.of(
        "manager", manager,
        "operation", operation,
        "apiVersion", "example.com/v1",
        "subresource", subresource,
        "fieldsV1", fields);
  }
}
