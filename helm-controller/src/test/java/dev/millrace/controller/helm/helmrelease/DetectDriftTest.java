package dev.millrace.controller.helm.helmrelease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.apply.report.DriftReport.Values;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class DetectDriftTest {
  /** A chart may put a value of a Secret into any field. */
  @Test
  void withholdsTheValuesOfReleasesThatAreMadeWithASecret() {
    assertThat(values("")).isEqualTo(Values.TOLD);
    assertThat(values("{kind: ConfigMap, name: a}")).isEqualTo(Values.TOLD);
    assertThat(values("{kind: ConfigMap, name: a}, {kind: Secret, name: b}"))
        .isEqualTo(Values.WITHHELD);
  }

  private static Values values(String valuesFrom) {
    HelmRelease release =
        Serialization.unmarshal(
            """
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: app, namespace: apps}
            spec: {interval: 1m, valuesFrom: [%s]}
            """
                .formatted(valuesFrom),
            HelmRelease.class);
    return DetectDrift.values(release.spec());
  }
}
