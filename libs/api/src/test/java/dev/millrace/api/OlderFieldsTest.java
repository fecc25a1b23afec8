package dev.millrace.api;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.source.HelmChart;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Fields of older API versions that still have an effect reach the controllers. */
class OlderFieldsTest {

  @Test
  void keepsBothKindsOfPatchesOfAKustomization() {
    Kustomization kustomization =
        Kinds.read(
            Kustomization.class,
            """
            spec:
              patchesStrategicMerge:
                - {kind: Deployment, spec: {replicas: 2}}
              patchesJson6902:
                - target: {kind: Service}
                  patch: [{op: remove, path: /spec}]
            """);

    assertThat(kustomization.spec().patchesStrategicMerge())
        .containsExactly(Map.of("kind", "Deployment", "spec", Map.of("replicas", 2L)));
    var patch = kustomization.spec().patchesJson6902().getFirst();
    assertThat(patch.patch()).containsExactly(Map.of("op", "remove", "path", "/spec"));
    assertThat(patch.target()).isNotNull().returns("Service", target -> target.kind());
  }

  @Test
  void keepsBothKindsOfPatchesOfAPostRenderer() {
    HelmRelease release =
        Kinds.read(
            HelmRelease.class,
            """
            spec:
              postRenderers:
                - kustomize:
                    patchesStrategicMerge: [{kind: Deployment}]
                    patchesJson6902: [{patch: []}]
            """);

    var kustomize = requireNonNull(release.spec().postRenderers().getFirst().kustomize());
    assertThat(kustomize.patchesStrategicMerge()).hasSize(1);
    assertThat(kustomize.patchesJson6902()).hasSize(1);
  }

  @Test
  void mergesTheSingleValuesFileBeforeTheOthers() {
    HelmChart chart = Kinds.read(HelmChart.class, "spec: {valuesFile: a, valuesFiles: [b, c]}");

    assertThat(chart.spec().allValuesFiles()).isEqualTo(List.of("a", "b", "c"));
  }
}
