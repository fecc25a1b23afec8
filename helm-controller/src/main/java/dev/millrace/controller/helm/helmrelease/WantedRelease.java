package dev.millrace.controller.helm.helmrelease;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.helm.HelmReleaseSpec;
import dev.millrace.api.helm.HelmReleaseStatus;
import dev.millrace.controller.helm.chart.LoadedChart;
import dev.millrace.controller.helm.postrender.SpecDigest;
import dev.millrace.controller.helm.release.ReleaseName;
import dev.millrace.controller.helm.values.ValuesDigest;
import dev.millrace.helm.chart.ChartMetadata;
import java.util.Map;

/**
 * The release that a HelmRelease asks for.
 *
 * @param configDigest of the values
 * @param postRenderersDigest empty without post renderers
 * @param commonMetadataDigest empty without common metadata
 */
record WantedRelease(
    HelmRelease object,
    ReleaseName name,
    LoadedChart source,
    Map<String, Object> values,
    String configDigest,
    String postRenderersDigest,
    String commonMetadataDigest) {
  static WantedRelease of(HelmRelease object, LoadedChart chart, Map<String, Object> values) {
    return new WantedRelease(
        object,
        ReleaseName.of(object),
        chart,
        values,
        ValuesDigest.of(values),
        SpecDigest.of(object.spec().postRenderers()),
        SpecDigest.of(object.spec().commonMetadata()));
  }

  HelmReleaseSpec spec() {
    return object.spec();
  }

  /** Tells apart what the spec changes after rendering. */
  String changes() {
    return postRenderersDigest + "\n" + commonMetadataDigest;
  }

  /** The status of an object whose release was changed after rendering as the spec says. */
  HelmReleaseStatus observedIn(HelmReleaseStatus status) {
    return status.toBuilder()
        .observedPostRenderersDigest(postRenderersDigest.isEmpty() ? null : postRenderersDigest)
        .observedCommonMetadataDigest(commonMetadataDigest.isEmpty() ? null : commonMetadataDigest)
        .build();
  }

  ChartMetadata chart() {
    return source.chart().metadata();
  }

  /** {@code namespace/name}, as messages name a release that has no revision yet. */
  String shownName() {
    return name.namespace() + "/" + name.name();
  }

  /** {@code chart@version}. */
  String shownChart() {
    return chart().name() + "@" + chart().version();
  }
}
