package dev.millrace.api.source;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.OmitWhenEmpty;
import dev.millrace.api.meta.TypedObjectReference;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which chart to take from where.
 *
 * @param chart a name in the repository, or a path in the source
 * @param version a range; not used for paths
 * @param sourceRef a HelmRepository, GitRepository or Bucket in the same namespace
 * @param reconcileStrategy {@code ChartVersion}, or {@code Revision} to make a new chart for each
 *     revision of the source
 * @param valuesFiles merged in this order into the values of the chart
 * @param valuesFile from v1beta1 and v1beta2: merged before {@code valuesFiles}
 * @param verify only for HelmRepository sources
 */
@ApiType
public record HelmChartSpec(
    String chart,
    String version,
    TypedObjectReference sourceRef,
    GoDuration interval,
    String reconcileStrategy,
    @OmitWhenEmpty List<String> valuesFiles,
    @Nullable String valuesFile,
    @OmitWhenEmpty boolean ignoreMissingValuesFiles,
    @Nullable ArtifactVerification verify,
    @OmitWhenEmpty boolean suspend) {

  /** What an object without a spec is read as. */
  public static final HelmChartSpec EMPTY =
      new HelmChartSpec(
          "",
          "*",
          TypedObjectReference.NONE,
          GoDuration.MISSING,
          "ChartVersion",
          List.of(),
          null,
          false,
          null,
          false);

  public HelmChartSpec {
    chart = requireNonNullElse(chart, "");
    version = requireNonNullElse(version, "*");
    sourceRef = requireNonNullElse(sourceRef, TypedObjectReference.NONE);
    interval = requireNonNullElse(interval, GoDuration.MISSING);
    reconcileStrategy = requireNonNullElse(reconcileStrategy, "ChartVersion");
    valuesFiles = Copies.ofList(valuesFiles);
  }

  /** All values files in merge order, the one in the old field first. */
  public List<String> allValuesFiles() {
    return valuesFile == null || valuesFile.isEmpty()
        ? valuesFiles
        : Stream.concat(Stream.of(valuesFile), valuesFiles.stream()).toList();
  }
}
