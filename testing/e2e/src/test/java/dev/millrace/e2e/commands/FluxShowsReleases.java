package dev.millrace.e2e.commands;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.e2e.cluster.Cluster;
import dev.millrace.e2e.cluster.Kind;
import dev.millrace.e2e.cluster.Observed;
import dev.millrace.e2e.story.Stage;
import dev.millrace.e2e.story.Step;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code flux tree hr} takes the newest revision of the history, unpacks its record and shows the
 * objects of its manifest; {@code flux debug hr} merges the values as the release had them and
 * shows status and history (FLUX.md 8).
 */
final class FluxShowsReleases implements Step {
  private static final String NAMESPACE = "team-green";
  private static final String NAME = "reports";
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String title() {
    return "flux tree hr, flux debug hr";
  }

  @Override
  public void play(Stage stage) {
    Observed release = stage.cluster().find(Kind.HELM_RELEASE, NAMESPACE, NAME).orElseThrow();
    HelmRecord newest = HelmRecord.of(stage, NAMESPACE, NAME).getLast();
    leadsToItsRecord(release, newest);
    leadsToItsObjects(stage, newest);
    hasTheValuesThatCanBeMerged(stage.cluster(), release, newest);
  }

  private static void leadsToItsRecord(Observed release, HelmRecord newest) {
    assertThat(release.text("status.storageNamespace")).isEqualTo(NAMESPACE);
    assertThat(
            "sh.helm.release.v1.%s.v%s"
                .formatted(
                    release.text("status.history.0.name"),
                    release.text("status.history.0.version")))
        .isEqualTo(newest.secret().getMetadata().getName());
    assertThat(release.text("status.history.0.status")).isEqualTo(newest.label("status"));
    assertThat(release.text("status.history.0.chartVersion"))
        .isEqualTo(newest.content().at("/chart/metadata/version").asText());
  }

  private static void leadsToItsObjects(Stage stage, HelmRecord newest) {
    List<Map<?, ?>> manifests = manifests(newest.content().get("manifest").asText());
    assertThat(manifests).hasSizeGreaterThan(1);
    for (Map<?, ?> manifest : manifests) {
      Map<?, ?> metadata = (Map<?, ?>) requireNonNull(manifest.get("metadata"));
      GenericKubernetesResource live =
          stage
              .cluster()
              .client()
              .genericKubernetesResources(
                  String.valueOf(manifest.get("apiVersion")), String.valueOf(manifest.get("kind")))
              .inNamespace(NAMESPACE)
              .withName(String.valueOf(metadata.get("name")))
              .get();
      assertThat(live).as("%s %s", manifest.get("kind"), metadata.get("name")).isNotNull();
      assertThat(live.getMetadata().getLabels())
          .containsEntry("helm.toolkit.fluxcd.io/name", NAME)
          .containsEntry("helm.toolkit.fluxcd.io/namespace", NAMESPACE);
    }
  }

  private static List<Map<?, ?>> manifests(String text) {
    return List.of(text.split("(?m)^---\\n")).stream()
        .filter(document -> !document.isBlank())
        .<Map<?, ?>>map(document -> Serialization.unmarshal(document, Map.class))
        .toList();
  }

  private static void hasTheValuesThatCanBeMerged(
      Cluster cluster, Observed release, HelmRecord newest) {
    String settings =
        cluster
            .find(Kind.CONFIG_MAP, NAMESPACE, release.text("spec.valuesFrom.0.name"))
            .orElseThrow()
            .at("data")
            .map(data -> String.valueOf(((Map<?, ?>) data).get("values.yaml")))
            .orElseThrow();
    JsonNode merged =
        JSON.valueToTree(
            merged(
                Serialization.unmarshal(settings, Map.class),
                (Map<?, ?>) release.at("spec.values").orElseThrow()));
    assertThat(merged).isEqualTo(newest.content().get("config"));
  }

  /** Tables merge, everything else is replaced. */
  private static Map<Object, Object> merged(Map<?, ?> below, Map<?, ?> above) {
    Map<Object, Object> merged = new LinkedHashMap<>(below);
    above.forEach((key, value) -> merged.merge(key, value, FluxShowsReleases::mergedValue));
    return merged;
  }

  private static Object mergedValue(Object below, Object above) {
    return below instanceof Map<?, ?> lower && above instanceof Map<?, ?> upper
        ? merged(lower, upper)
        : above;
  }
}
