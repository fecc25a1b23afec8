package dev.millrace.api.kustomize;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.CommonMetadata;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.DependencyReference;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.HealthCheckExpression;
import dev.millrace.api.meta.IgnoreRule;
import dev.millrace.api.meta.JsonPatch;
import dev.millrace.api.meta.KubeConfigReference;
import dev.millrace.api.meta.KustomizeImage;
import dev.millrace.api.meta.KustomizePatch;
import dev.millrace.api.meta.OmitWhenEmpty;
import dev.millrace.api.meta.TypedObjectReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to build, how to change it and where to apply it.
 *
 * @param sourceRef a GitRepository, OCIRepository, Bucket or ExternalArtifact
 * @param path a folder of the artifact; null for its root
 * @param retryInterval null for the interval
 * @param timeout null for a value derived from the interval
 * @param prune delete objects that are no longer built
 * @param deletionPolicy {@code MirrorPrune}, {@code Delete}, {@code WaitForTermination} or {@code
 *     Orphan}: what becomes of the objects when this one is deleted
 * @param force recreate objects whose immutable fields change
 * @param waitForAll {@code wait} in the object: check the health of every applied object
 * @param healthChecks ignored when {@code wait} is set
 * @param serviceAccountName the identity under which objects are applied
 * @param kubeConfig null for the own cluster
 * @param targetNamespace put every object there
 * @param components relative paths
 * @param patchesStrategicMerge from v1beta1 and v1beta2, as plain trees
 * @param patchesJson6902 from v1beta1 and v1beta2
 * @param buildMetadata {@code originAnnotations}, {@code transformerAnnotations}
 * @param postBuild null for no substitution
 * @param decryption null when nothing is encrypted
 */
@ApiType
public record KustomizationSpec(
    TypedObjectReference sourceRef,
    @Nullable String path,
    GoDuration interval,
    @Nullable GoDuration retryInterval,
    @Nullable GoDuration timeout,
    @OmitWhenEmpty boolean suspend,
    boolean prune,
    String deletionPolicy,
    @OmitWhenEmpty boolean force,
    @JsonProperty("wait") @OmitWhenEmpty boolean waitForAll,
    @OmitWhenEmpty List<TypedObjectReference> healthChecks,
    @OmitWhenEmpty List<HealthCheckExpression> healthCheckExprs,
    @OmitWhenEmpty List<DependencyReference> dependsOn,
    @Nullable String serviceAccountName,
    @Nullable KubeConfigReference kubeConfig,
    @Nullable String targetNamespace,
    @Nullable String namePrefix,
    @Nullable String nameSuffix,
    CommonMetadata commonMetadata,
    @OmitWhenEmpty List<String> components,
    @OmitWhenEmpty boolean ignoreMissingComponents,
    @OmitWhenEmpty List<KustomizeImage> images,
    @OmitWhenEmpty List<KustomizePatch> patches,
    @OmitWhenEmpty List<Object> patchesStrategicMerge,
    @OmitWhenEmpty List<JsonPatch> patchesJson6902,
    @OmitWhenEmpty List<String> buildMetadata,
    @Nullable PostBuild postBuild,
    @Nullable Decryption decryption,
    @OmitWhenEmpty List<IgnoreRule> ignore) {

  /** What an object without a spec is read as. */
  public static final KustomizationSpec EMPTY =
      new KustomizationSpec(
          TypedObjectReference.NONE,
          null,
          GoDuration.MISSING,
          null,
          null,
          false,
          false,
          "MirrorPrune",
          false,
          false,
          List.of(),
          List.of(),
          List.of(),
          null,
          null,
          null,
          null,
          null,
          CommonMetadata.NONE,
          List.of(),
          false,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          null,
          null,
          List.of());

  public KustomizationSpec {
    sourceRef = requireNonNullElse(sourceRef, TypedObjectReference.NONE);
    interval = requireNonNullElse(interval, GoDuration.MISSING);
    deletionPolicy = requireNonNullElse(deletionPolicy, "MirrorPrune");
    healthChecks = Copies.ofList(healthChecks);
    healthCheckExprs = Copies.ofList(healthCheckExprs);
    dependsOn = Copies.ofList(dependsOn);
    commonMetadata = requireNonNullElse(commonMetadata, CommonMetadata.NONE);
    components = Copies.ofList(components);
    images = Copies.ofList(images);
    patches = Copies.ofList(patches);
    patchesStrategicMerge = Copies.ofTrees(patchesStrategicMerge);
    patchesJson6902 = Copies.ofList(patchesJson6902);
    buildMetadata = Copies.ofList(buildMetadata);
    ignore = Copies.ofList(ignore);
  }
}
