package dev.millrace.api.helm;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.JsonPatch;
import dev.millrace.api.meta.KustomizeImage;
import dev.millrace.api.meta.KustomizePatch;
import dev.millrace.api.meta.OmitWhenEmpty;
import java.util.List;

/**
 * Kustomize patches and images over the rendered manifests.
 *
 * @param patchesStrategicMerge from v2beta1 and v2beta2, as plain trees
 * @param patchesJson6902 from v2beta1 and v2beta2
 */
@ApiType
public record KustomizePostRenderer(
    @OmitWhenEmpty List<KustomizePatch> patches,
    @OmitWhenEmpty List<KustomizeImage> images,
    @OmitWhenEmpty List<Object> patchesStrategicMerge,
    @OmitWhenEmpty List<JsonPatch> patchesJson6902) {

  public KustomizePostRenderer {
    patches = Copies.ofList(patches);
    images = Copies.ofList(images);
    patchesStrategicMerge = Copies.ofTrees(patchesStrategicMerge);
    patchesJson6902 = Copies.ofList(patchesJson6902);
  }
}
