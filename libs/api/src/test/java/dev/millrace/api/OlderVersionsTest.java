package dev.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Older API versions have exactly the fields of the stored one, so that nothing is lost on the way
 * between them, and demand less where the original versions did.
 */
class OlderVersionsTest {

  private static final Map<String, List<String>> RELAXED =
      Map.of(
          "Alert", List.of("spec.summary.maxLength"),
          "GitRepository", List.of("spec.verify.required"),
          "HelmChart", List.of("spec.x-kubernetes-validations"),
          "HelmRelease",
              List.of(
                  "spec.chart.spec.chart.maxLength",
                  "spec.chart.spec.chart.minLength",
                  "spec.postRenderers[].kustomize.patches[].required",
                  "spec.serviceAccountName.maxLength",
                  "spec.serviceAccountName.minLength"),
          "HelmRepository", List.of("spec.url.pattern"),
          "ImageRepository",
              List.of(
                  "spec.accessFrom.required",
                  "spec.exclusionList.maxItems",
                  "spec.serviceAccountName.maxLength"),
          "ImageUpdateAutomation", List.of("spec.git.commit.signingKey.required"),
          "Kustomization", List.of("spec.patches[].required"),
          "Provider",
              List.of(
                  "spec.address.maxLength",
                  "spec.channel.maxLength",
                  "spec.proxy.maxLength",
                  "spec.username.maxLength"));

  private final Map<String, Crd> crds =
      Crd.readAll(Conformance.repository().resolve("manifests/crds"));

  @Test
  void areServedForEveryKindThatHadThem() {
    Map<String, List<Object>> versions =
        crds.values().stream()
            .collect(
                Collectors.toMap(
                    Crd::kind,
                    crd -> crd.versions().stream().map(version -> version.get("name")).toList()));

    assertThat(versions)
        .containsOnly(
            Map.entry("Alert", List.of("v1beta3", "v1beta2", "v1beta1")),
            Map.entry("ArtifactGenerator", List.of("v1beta1")),
            Map.entry("Bucket", List.of("v1", "v1beta2", "v1beta1")),
            Map.entry("ExternalArtifact", List.of("v1")),
            Map.entry("GitRepository", List.of("v1", "v1beta2", "v1beta1")),
            Map.entry("HelmChart", List.of("v1", "v1beta2", "v1beta1")),
            Map.entry("HelmRelease", List.of("v2", "v2beta2", "v2beta1")),
            Map.entry("HelmRepository", List.of("v1", "v1beta2", "v1beta1")),
            Map.entry("ImagePolicy", List.of("v1", "v1beta2", "v1beta1")),
            Map.entry("ImageRepository", List.of("v1", "v1beta2", "v1beta1")),
            Map.entry("ImageUpdateAutomation", List.of("v1", "v1beta2", "v1beta1")),
            Map.entry("Kustomization", List.of("v1", "v1beta2", "v1beta1")),
            Map.entry("OCIRepository", List.of("v1", "v1beta2")),
            Map.entry("Provider", List.of("v1beta3", "v1beta2", "v1beta1")),
            Map.entry("Receiver", List.of("v1", "v1beta2", "v1beta1")));
  }

  @Test
  void warnWithTheVersionToWriteInstead() {
    for (Crd crd : crds.values()) {
      String current = crd.spec().get("group") + "/" + crd.storedVersion().get("name");
      assertThat(crd.olderVersions())
          .allSatisfy(
              version -> {
                assertThat(version).containsEntry("served", true).containsEntry("deprecated", true);
                assertThat((String) version.get("deprecationWarning")).endsWith(current);
              });
    }
  }

  @TestFactory
  Stream<DynamicTest> haveTheSameFieldsAndDemandLess() {
    return crds.values().stream()
        .flatMap(
            crd ->
                crd.olderVersions().stream()
                    .map(
                        older ->
                            DynamicTest.dynamicTest(
                                crd.kind() + " " + older.get("name"), () -> compare(crd, older))));
  }

  private static void compare(Crd crd, Map<String, Object> older) {
    Map<String, Object> stored = crd.storedVersion();

    var difference = SchemaDifference.between(Crd.schema(stored), Crd.schema(older));

    assertThat(difference.added()).as("added").isEmpty();
    assertThat(difference.changed()).as("changed").isEmpty();
    assertThat(difference.removed().stream().filter(place -> !isDurationPattern(stored, place)))
        .as("relaxed")
        .containsExactlyElementsOf(RELAXED.getOrDefault(crd.kind(), List.of()));
    assertThat(older.get("additionalPrinterColumns"))
        .isEqualTo(stored.get("additionalPrinterColumns"));
    assertThat(older.get("subresources")).isEqualTo(stored.get("subresources"));
  }

  /** Older versions took any text as a duration; a bad one is then reported in the status. */
  private static boolean isDurationPattern(Map<String, Object> version, String place) {
    String field = place.replaceAll("\\.pattern$", "");
    return !field.equals(place) && DurationFields.in(Crd.schema(version)).contains(field);
  }
}
