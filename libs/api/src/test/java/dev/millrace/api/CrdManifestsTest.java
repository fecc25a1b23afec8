package dev.millrace.api;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Our CRDs are those of Flux, with the additions listed here and none more. */
class CrdManifestsTest {

  private static final Path FOLDER = Conformance.repository().resolve("manifests/crds");

  /**
   * Fields of older API versions that the stored version keeps, so that they are not pruned, and
   * what our status says beyond that of Flux.
   */
  private static final Map<String, List<String>> ADDITIONS =
      Map.of(
          "Alert", List.of("status"),
          "Bucket", List.of("spec.accessFrom"),
          "GitRepository", List.of("spec.accessFrom", "spec.gitImplementation"),
          "HelmChart", List.of("spec.accessFrom", "spec.valuesFile"),
          "HelmRelease",
              List.of(
                  "spec.chart.spec.valuesFile",
                  "spec.postRenderers[].kustomize.patchesJson6902",
                  "spec.postRenderers[].kustomize.patchesStrategicMerge"),
          "ImageUpdateAutomation", List.of("status.pendingPush"),
          "Kustomization",
              List.of("spec.patchesJson6902", "spec.patchesStrategicMerge", "spec.validation"),
          "Receiver", List.of("status.triggers"));

  /** Kinds whose status is an addition, which Flux itself never reads or writes. */
  private static final Set<String> ADDED_STATUS = Set.of("Alert");

  private final Map<String, Crd> ours = Crd.readAll(FOLDER);

  @TestFactory
  Stream<DynamicTest> differFromFluxOnlyByTheListedAdditions() {
    Map<String, Crd> theirs = Crd.readAll(Conformance.data("crds"));
    assertThat(ours.keySet()).isEqualTo(theirs.keySet());
    return theirs.values().stream()
        .map(
            crd ->
                DynamicTest.dynamicTest(
                    crd.kind(), () -> compare(crd, requireNonNull(ours.get(crd.file())))));
  }

  private static void compare(Crd theirs, Crd ours) {
    assertThat(ours.spec().get("group")).isEqualTo(theirs.spec().get("group"));
    assertThat(ours.spec().get("scope")).isEqualTo(theirs.spec().get("scope"));
    assertThat(ours.spec().get("names")).isEqualTo(theirs.spec().get("names"));
    Map<String, Object> stored = ours.storedVersion();
    Map<String, Object> expected = theirs.storedVersion();
    for (String part : List.of("name", "served", "storage")) {
      assertThat(stored.get(part)).as(part).isEqualTo(expected.get(part));
    }
    assertThat(stored.get("additionalPrinterColumns"))
        .isEqualTo(expected.get("additionalPrinterColumns"));
    assertThat(stored.get("subresources"))
        .isEqualTo(
            ADDED_STATUS.contains(ours.kind())
                ? Map.of("status", Map.of())
                : expected.get("subresources"));
    var difference = SchemaDifference.between(Crd.schema(expected), Crd.schema(stored));
    assertThat(difference.removed()).as("missing").isEmpty();
    assertThat(difference.changed()).as("changed").isEmpty();
    assertThat(difference.added())
        .as("added")
        .containsExactlyElementsOf(ADDITIONS.getOrDefault(ours.kind(), List.of()));
    difference.added().forEach(field -> System.out.println(ours.kind() + " adds " + field));
  }

  @TestFactory
  Stream<DynamicTest> describeEveryField() {
    return ours.values().stream()
        .map(
            crd ->
                DynamicTest.dynamicTest(crd.kind(), () -> assertThat(undescribed(crd)).isEmpty()));
  }

  private static List<String> undescribed(Crd crd) {
    var found = new ArrayList<String>();
    Map<String, Object> schema = Crd.schema(crd.storedVersion());
    if (!schema.containsKey("description")) {
      found.add(crd.kind());
    }
    collectUndescribed("", schema, found);
    found.remove("metadata");
    return found;
  }

  private static void collectUndescribed(
      String path, Map<String, Object> schema, List<String> found) {
    for (String nested : List.of("items", "additionalProperties")) {
      if (schema.get(nested) instanceof Map<?, ?> element) {
        collectUndescribed(path, Crd.map(element), found);
      }
    }
    if (schema.get("properties") instanceof Map<?, ?> properties) {
      Crd.map(properties)
          .forEach(
              (name, value) -> {
                String field = path.isEmpty() ? name : path + "." + name;
                if (!Crd.map(value).containsKey("description")) {
                  found.add(field);
                }
                collectUndescribed(field, Crd.map(value), found);
              });
    }
  }

  @Test
  void carryTheLabelsByWhichAnInstallationIsRecognised() {
    assertThat(ours.values())
        .allSatisfy(
            crd ->
                assertThat(Crd.map(Crd.map(crd.tree().get("metadata")).get("labels")))
                    .containsEntry("app.kubernetes.io/part-of", "flux")
                    .containsEntry("app.kubernetes.io/version", "v2.9.0")
                    .containsKeys("app.kubernetes.io/component", "app.kubernetes.io/instance"));
  }

  @Test
  void areAllListedInTheKustomization() throws IOException {
    String kustomization = Files.readString(FOLDER.resolve("kustomization.yaml"));

    assertThat(kustomization.lines().filter(line -> line.startsWith("  - ")))
        .containsExactlyElementsOf(ours.keySet().stream().map(name -> "  - " + name).toList());
  }

  @Test
  void matchTheJavaTypes() {
    assertThat(ours.values().stream().map(CrdManifestsTest::nameOfStoredVersion))
        .containsExactlyInAnyOrderElementsOf(Kinds.ALL.stream().map(Kinds::nameOf).toList());
  }

  private static String nameOfStoredVersion(Crd crd) {
    return crd.spec().get("group") + "/" + crd.storedVersion().get("name") + " " + crd.kind();
  }
}
