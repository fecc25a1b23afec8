package dev.millrace.controller.helm.helmrelease;

import dev.millrace.api.helm.HelmChartTemplate;
import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.meta.TypedObjectReference;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.runtime.reference.ReferenceKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The HelmChart that a chart template asks for (FLUX.md 4.4). */
final class WantedChart {
  static final String API_VERSION = "source.toolkit.fluxcd.io/v1";

  private WantedChart() {}

  static KubeObject of(HelmRelease object, ReferenceKey key, HelmChartTemplate template) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", key.name());
    metadata.put("namespace", key.namespace());
    metadata.put("labels", template.metadata().labels());
    metadata.put("annotations", template.metadata().annotations());
    Map<String, Object> chart = new LinkedHashMap<>();
    chart.put("apiVersion", API_VERSION);
    chart.put("kind", key.kind());
    chart.put("metadata", metadata);
    chart.put("spec", spec(object, template));
    return Origin.of(object).addTo(KubeObject.of(chart));
  }

  private static Map<String, Object> spec(HelmRelease object, HelmChartTemplate template) {
    var given = template.spec();
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("chart", given.chart());
    spec.put("version", given.version());
    spec.put("sourceRef", sourceRef(given.sourceRef()));
    spec.put(
        "interval", Objects.requireNonNullElse(given.interval(), object.spec().interval()).text());
    spec.put("reconcileStrategy", given.reconcileStrategy());
    if (!given.valuesFiles().isEmpty()) {
      spec.put("valuesFiles", given.valuesFiles());
    }
    if (given.valuesFile() != null && !given.valuesFile().isEmpty()) {
      spec.put("valuesFile", given.valuesFile());
    }
    if (given.ignoreMissingValuesFiles()) {
      spec.put("ignoreMissingValuesFiles", true);
    }
    var verify = given.verify();
    if (verify != null) {
      Map<String, Object> verification = new LinkedHashMap<>();
      verification.put("provider", verify.provider());
      if (verify.secretRef() != null) {
        verification.put("secretRef", Map.of("name", verify.secretRef().name()));
      }
      spec.put("verify", verification);
    }
    return spec;
  }

  private static Map<String, Object> sourceRef(TypedObjectReference reference) {
    Map<String, Object> source = new LinkedHashMap<>();
    if (reference.apiVersion() != null && !reference.apiVersion().isEmpty()) {
      source.put("apiVersion", reference.apiVersion());
    }
    source.put("kind", reference.kind());
    source.put("name", reference.name());
    return source;
  }
}
