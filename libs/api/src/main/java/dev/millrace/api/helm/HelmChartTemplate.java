package dev.millrace.api.helm;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.CommonMetadata;

/** The HelmChart to make for a release. */
@ApiType
public record HelmChartTemplate(CommonMetadata metadata, HelmChartTemplateSpec spec) {

  public HelmChartTemplate {
    metadata = requireNonNullElse(metadata, CommonMetadata.NONE);
    spec = requireNonNullElse(spec, HelmChartTemplateSpec.EMPTY);
  }
}
