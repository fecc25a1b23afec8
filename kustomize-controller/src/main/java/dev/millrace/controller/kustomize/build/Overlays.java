package dev.millrace.controller.kustomize.build;

import dev.millrace.api.kustomize.KustomizationSpec;
import dev.millrace.api.meta.JsonPatch;
import dev.millrace.api.meta.KustomizeImage;
import dev.millrace.api.meta.KustomizePatch;
import dev.millrace.api.meta.TargetSelector;
import dev.millrace.kustomize.flux.FluxOverlay;
import dev.millrace.yaml.GoYaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a spec changes in a kustomization file, in the terms of the engine (FLUX.md 3.1). */
final class Overlays {
  private Overlays() {}

  static FluxOverlay of(KustomizationSpec spec) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    put(fields, "targetNamespace", spec.targetNamespace());
    put(fields, "namePrefix", spec.namePrefix());
    put(fields, "nameSuffix", spec.nameSuffix());
    fields.put("patches", patches(spec));
    fields.put("components", spec.components());
    fields.put("ignoreMissingComponents", spec.ignoreMissingComponents());
    fields.put("images", spec.images().stream().map(Overlays::image).toList());
    fields.put("buildMetadata", spec.buildMetadata());
    return FluxOverlay.of(fields);
  }

  /** The fields of older versions name patches of one form; today's field takes both. */
  private static List<Map<String, @Nullable Object>> patches(KustomizationSpec spec) {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (KustomizePatch patch : spec.patches()) {
      all.add(patch(patch.patch(), patch.target()));
    }
    for (Object merge : spec.patchesStrategicMerge()) {
      all.add(patch(GoYaml.write(merge), null));
    }
    for (JsonPatch patch : spec.patchesJson6902()) {
      all.add(patch(GoYaml.write(patch.patch()), patch.target()));
    }
    return all;
  }

  private static Map<String, @Nullable Object> patch(
      @Nullable String text, @Nullable TargetSelector target) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("patch", text);
    if (target != null) {
      tree.put("target", target(target));
    }
    return tree;
  }

  private static Map<String, @Nullable Object> target(TargetSelector target) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    put(tree, "group", target.group());
    put(tree, "version", target.version());
    put(tree, "kind", target.kind());
    put(tree, "name", target.name());
    put(tree, "namespace", target.namespace());
    put(tree, "labelSelector", target.labelSelector());
    put(tree, "annotationSelector", target.annotationSelector());
    return tree;
  }

  private static Map<String, @Nullable Object> image(KustomizeImage image) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    put(tree, "name", image.name());
    put(tree, "newName", image.newName());
    put(tree, "newTag", image.newTag());
    put(tree, "digest", image.digest());
    return tree;
  }

  private static void put(
      Map<String, @Nullable Object> tree, String field, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      tree.put(field, value);
    }
  }
}
