package dev.millrace.api.helm;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.OmitWhenEmpty;
import dev.millrace.api.meta.TypedObjectReference;
import dev.millrace.api.source.ArtifactVerification;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The spec of the HelmChart to make.
 *
 * @param chart a name in the repository, or a path in the source
 * @param version a range
 * @param sourceRef a HelmRepository, GitRepository or Bucket, perhaps in another namespace
 * @param interval null for that of the release
 * @param reconcileStrategy {@code ChartVersion} or {@code Revision}
 * @param valuesFile from v2beta1 and v2beta2: merged before {@code valuesFiles}
 */
@ApiType
public record HelmChartTemplateSpec(
    String chart,
    String version,
    TypedObjectReference sourceRef,
    @Nullable GoDuration interval,
    String reconcileStrategy,
    @OmitWhenEmpty List<String> valuesFiles,
    @Nullable String valuesFile,
    @OmitWhenEmpty boolean ignoreMissingValuesFiles,
    @Nullable ArtifactVerification verify) {

  /** What a template without a spec is read as. */
  public static final HelmChartTemplateSpec EMPTY =
      new HelmChartTemplateSpec(
          "", "*", TypedObjectReference.NONE, null, "ChartVersion", List.of(), null, false, null);

  public HelmChartTemplateSpec {
    chart = requireNonNullElse(chart, "");
    version = requireNonNullElse(version, "*");
    sourceRef = requireNonNullElse(sourceRef, TypedObjectReference.NONE);
    reconcileStrategy = requireNonNullElse(reconcileStrategy, "ChartVersion");
    valuesFiles = Copies.ofList(valuesFiles);
  }
}
