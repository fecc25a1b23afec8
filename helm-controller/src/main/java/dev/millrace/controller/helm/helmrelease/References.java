package dev.millrace.controller.helm.helmrelease;

import dev.millrace.api.helm.HelmChartTemplate;
import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.helm.HelmReleaseSpec;
import dev.millrace.api.meta.TypedObjectReference;
import dev.millrace.cluster.target.Destination;
import dev.millrace.runtime.reference.ReferenceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a HelmRelease refers to (FLUX.md 1.13). */
public final class References {
  static final String HELM_CHART = "HelmChart";

  private References() {}

  /** Where the chart comes from; empty when the spec names none. */
  static Optional<ReferenceKey> chart(HelmRelease object) {
    TypedObjectReference reference = object.spec().chartRef();
    if (reference != null) {
      return Optional.of(
          new ReferenceKey(
              reference.kind(),
              Objects.requireNonNullElse(reference.namespace(), namespace(object)),
              reference.name()));
    }
    return Optional.ofNullable(object.spec().chart()).map(template -> made(object, template));
  }

  /** The HelmChart that is made of a template: it lies beside its source. */
  static ReferenceKey made(HelmRelease object, HelmChartTemplate template) {
    return new ReferenceKey(
        HELM_CHART,
        Objects.requireNonNullElse(template.spec().sourceRef().namespace(), namespace(object)),
        namespace(object) + "-" + object.getMetadata().getName());
  }

  static List<ReferenceKey> dependencies(HelmRelease object) {
    return object.spec().dependsOn().stream()
        .map(dependency -> ReferenceKey.of(dependency, object))
        .toList();
  }

  /** The ConfigMaps and Secrets whose content matters. */
  public static List<ReferenceKey> configs(HelmRelease object) {
    HelmReleaseSpec spec = object.spec();
    List<ReferenceKey> keys = new ArrayList<>();
    spec.valuesFrom()
        .forEach(from -> keys.add(new ReferenceKey(from.kind(), namespace(object), from.name())));
    keys.addAll(destination(object).configs());
    return keys;
  }

  /** Where it is released to, and as whom. */
  static Destination destination(HelmRelease object) {
    return Destination.of(
        namespace(object), object.spec().kubeConfig(), object.spec().serviceAccountName());
  }

  private static String namespace(HelmRelease object) {
    return object.getMetadata().getNamespace();
  }
}
