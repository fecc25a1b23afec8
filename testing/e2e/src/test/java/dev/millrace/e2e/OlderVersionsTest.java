package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.image.ImagePolicy;
import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.notification.Alert;
import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.HelmChart;
import dev.millrace.e2e.cluster.Cluster;
import dev.millrace.servers.ControlPlane;
import dev.millrace.servers.Repository;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Manifests of older API versions, given to a real API server and read as controllers do. */
class OlderVersionsTest {
  private static final String NAMESPACE = "older-versions";

  private static ControlPlane controlPlane;
  private static Cluster cluster;
  private static String manifests;

  @BeforeAll
  static void applyThem() throws IOException {
    manifests = read("/older-versions/manifests.yaml");
    controlPlane = ControlPlane.start("--nodes", "0");
    cluster = Cluster.connect(controlPlane.kubeconfig());
    cluster.apply(Repository.root().resolve("manifests/crds"), Map.of());
    cluster.awaitEstablished();
    cluster.ensureNamespace(NAMESPACE);
    cluster.applyText(manifests, Map.of());
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.client().namespaces().withName(NAMESPACE).delete();
      cluster.close();
    }
    if (controlPlane != null) {
      controlPlane.close();
    }
  }

  @Test
  void keepsThePatchesOfAKustomization() {
    var spec = resource(Kustomization.class, "shop").get().spec();

    assertThat(spec.patchesStrategicMerge()).hasSize(1);
    assertThat(spec.patchesJson6902().getFirst().patch())
        .containsExactly(Map.of("op", "replace", "path", "/spec/replicas", "value", 3L));
  }

  @Test
  void keepsThePatchesAndTheValuesFileOfARelease() {
    var spec = resource(HelmRelease.class, "web").get().spec();

    assertThat(Objects.requireNonNull(spec.chart()).spec().valuesFile())
        .isEqualTo("values-prod.yaml");
    var kustomize = Objects.requireNonNull(spec.postRenderers().getFirst().kustomize());
    assertThat(kustomize.patchesStrategicMerge()).hasSize(1);
    assertThat(kustomize.patchesJson6902()).hasSize(1);
  }

  @Test
  void fillsInTheDefaultsOfTheCurrentVersion() {
    assertThat(resource(HelmChart.class, "web").get().spec())
        .returns("*", chart -> chart.version())
        .returns(List.of("values-prod.yaml"), chart -> chart.allValuesFiles());
    assertThat(resource(ImagePolicy.class, "web").get().spec().digestReflectionPolicy())
        .isEqualTo("Never");
    assertThat(resource(Alert.class, "chat").get().spec().eventSeverity()).isEqualTo("info");
    assertThat(resource(GitRepository.class, "shop").get().spec().timeout())
        .isEqualTo(new GoDuration("1h"));
  }

  @Test
  void takesTheSameManifestsAgainWithoutAChange() {
    Map<String, Long> before = generations();

    cluster.applyText(manifests, Map.of());

    assertThat(before).hasSizeGreaterThan(12).allSatisfy((_, generation) -> isOne(generation));
    assertThat(generations()).isEqualTo(before);
  }

  @Test
  void reportsABadValueInTheStatus() {
    Resource<Kustomization> broken = resource(Kustomization.class, "broken");
    assertThat(broken.get().spec().interval().tryDuration()).isEmpty();

    Kustomization reported =
        broken.editStatus(
            object -> {
              object.setStatus(object.status().toBuilder().observedGeneration(1).build());
              return object;
            });

    assertThat(reported.status().observedGeneration()).isEqualTo(1);
  }

  private static void isOne(long generation) {
    assertThat(generation).isEqualTo(1);
  }

  private static Map<String, Long> generations() {
    var generations = new TreeMap<String, Long>();
    for (HasMetadata object : cluster.client().load(stream(manifests)).items()) {
      HasMetadata stored = cluster.client().resource(object).get();
      generations.put(
          stored.getKind() + " " + stored.getMetadata().getName(),
          stored.getMetadata().getGeneration());
    }
    return generations;
  }

  private static <T extends HasMetadata> Resource<T> resource(Class<T> kind, String name) {
    return cluster.client().resources(kind).inNamespace(NAMESPACE).withName(name);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String read(String resource) throws IOException {
    try (InputStream stream = OlderVersionsTest.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
