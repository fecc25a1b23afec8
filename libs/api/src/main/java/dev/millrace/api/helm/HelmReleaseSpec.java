package dev.millrace.api.helm;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.CommonMetadata;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.DependencyReference;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.HealthCheckExpression;
import dev.millrace.api.meta.KubeConfigReference;
import dev.millrace.api.meta.OmitWhenEmpty;
import dev.millrace.api.meta.TypedObjectReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which chart to release with which values, and how.
 *
 * @param chart the HelmChart to make; exclusive with {@code chartRef}
 * @param chartRef a HelmChart, OCIRepository or ExternalArtifact that exists
 * @param timeout for each Helm action that has none of its own
 * @param releaseName null for {@code [<targetNamespace>-]<name>}, shortened to 53 characters
 * @param storageNamespace where the release history is kept
 * @param maxHistory 0 for no limit
 * @param serviceAccountName the identity under which Helm acts
 * @param kubeConfig null for the own cluster
 * @param persistentClient keep one client during a run
 * @param values a plain tree; null when there are none
 * @param valuesFrom merged in order, below {@code values}
 * @param postRenderStrategy {@code nohooks}, {@code combined} or {@code separate}: how hooks pass
 *     the post renderers; null for the controller's default
 * @param waitStrategy null for the controller's default
 */
@ApiType
public record HelmReleaseSpec(
    @Nullable HelmChartTemplate chart,
    @Nullable TypedObjectReference chartRef,
    GoDuration interval,
    GoDuration timeout,
    @OmitWhenEmpty boolean suspend,
    @Nullable String releaseName,
    @Nullable String targetNamespace,
    @Nullable String storageNamespace,
    Long maxHistory,
    @Nullable String serviceAccountName,
    @Nullable KubeConfigReference kubeConfig,
    Boolean persistentClient,
    @OmitWhenEmpty List<DependencyReference> dependsOn,
    @Nullable Object values,
    @OmitWhenEmpty List<ValuesReference> valuesFrom,
    DriftDetection driftDetection,
    Install install,
    Upgrade upgrade,
    ReleaseTest test,
    Rollback rollback,
    Uninstall uninstall,
    @OmitWhenEmpty List<PostRenderer> postRenderers,
    @Nullable String postRenderStrategy,
    CommonMetadata commonMetadata,
    @Nullable WaitStrategy waitStrategy,
    @OmitWhenEmpty List<HealthCheckExpression> healthCheckExprs) {

  /** What an object without a spec is read as. */
  public static final HelmReleaseSpec EMPTY =
      new HelmReleaseSpec(
          null,
          null,
          GoDuration.MISSING,
          new GoDuration("5m"),
          false,
          null,
          null,
          null,
          5L,
          null,
          null,
          true,
          List.of(),
          null,
          List.of(),
          DriftDetection.DEFAULTS,
          Install.DEFAULTS,
          Upgrade.DEFAULTS,
          ReleaseTest.DEFAULTS,
          Rollback.DEFAULTS,
          Uninstall.DEFAULTS,
          List.of(),
          null,
          CommonMetadata.NONE,
          null,
          List.of());

  public HelmReleaseSpec {
    interval = requireNonNullElse(interval, GoDuration.MISSING);
    timeout = requireNonNullElse(timeout, new GoDuration("5m"));
    maxHistory = requireNonNullElse(maxHistory, 5L);
    persistentClient = requireNonNullElse(persistentClient, true);
    dependsOn = Copies.ofList(dependsOn);
    values = Copies.ofTree(values);
    valuesFrom = Copies.ofList(valuesFrom);
    driftDetection = requireNonNullElse(driftDetection, DriftDetection.DEFAULTS);
    install = requireNonNullElse(install, Install.DEFAULTS);
    upgrade = requireNonNullElse(upgrade, Upgrade.DEFAULTS);
    test = requireNonNullElse(test, ReleaseTest.DEFAULTS);
    rollback = requireNonNullElse(rollback, Rollback.DEFAULTS);
    uninstall = requireNonNullElse(uninstall, Uninstall.DEFAULTS);
    postRenderers = Copies.ofList(postRenderers);
    commonMetadata = requireNonNullElse(commonMetadata, CommonMetadata.NONE);
    healthCheckExprs = Copies.ofList(healthCheckExprs);
  }
}
