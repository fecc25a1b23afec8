package dev.millrace.controller.helm.postrender;

import dev.millrace.api.helm.KustomizePostRenderer;
import dev.millrace.api.meta.JsonPatch;
import dev.millrace.api.meta.KustomizeImage;
import dev.millrace.api.meta.KustomizePatch;
import dev.millrace.api.meta.TargetSelector;
import dev.millrace.helm.action.ActionException;
import dev.millrace.helm.action.ActionException.Reason;
import dev.millrace.helm.values.ValueTrees;
import dev.millrace.kustomize.KustomizeOptions;
import dev.millrace.kustomize.Kustomizer;
import dev.millrace.kustomize.RenderedResource;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.safety.FileTree;
import dev.millrace.safety.UnsafePath;
import dev.millrace.yaml.GoYaml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Patches and images of one {@code kustomize} post renderer, applied as a kustomization. */
final class KustomizePatches {
  private static final String OBJECTS = "all.yaml";

  private final Kustomizer kustomizer;
  private final KustomizePostRenderer spec;

  KustomizePatches(Kustomizer kustomizer, KustomizePostRenderer spec) {
    this.kustomizer = kustomizer;
    this.spec = spec;
  }

  List<Map<String, Object>> on(List<Map<String, Object>> objects) throws ActionException {
    if (objects.isEmpty()) {
      return objects;
    }
    try {
      FileTree tree =
          FileTree.inMemory(
              Map.of(
                  "kustomization.yaml",
                  bytes(GoYaml.write(kustomization())),
                  OBJECTS,
                  bytes(documents(objects))));
      List<Map<String, Object>> result = new ArrayList<>();
      for (RenderedResource each :
          kustomizer.build(tree, "", KustomizeOptions.flux()).resources()) {
        result.add(Objects.requireNonNull(ValueTrees.asTable(each.object())));
      }
      return result;
    } catch (KustomizeException | UnsafePath e) {
      throw new ActionException(
          Reason.RENDER,
          "error while running post render on files: spec.postRenderers: " + e.getMessage(),
          e);
    }
  }

  private Map<String, Object> kustomization() {
    Map<String, Object> kustomization = new LinkedHashMap<>();
    kustomization.put("apiVersion", "kustomize.config.k8s.io/v1beta1");
    kustomization.put("kind", "Kustomization");
    kustomization.put("resources", List.of(OBJECTS));
    kustomization.put("patches", spec.patches().stream().map(KustomizePatches::patch).toList());
    kustomization.put("images", spec.images().stream().map(KustomizePatches::image).toList());
    kustomization.put(
        "patchesStrategicMerge",
        spec.patchesStrategicMerge().stream().map(KustomizePatches::text).toList());
    kustomization.put(
        "patchesJson6902", spec.patchesJson6902().stream().map(KustomizePatches::patch).toList());
    kustomization.values().removeIf(value -> value instanceof List<?> list && list.isEmpty());
    return kustomization;
  }

  private static Map<String, Object> patch(KustomizePatch patch) {
    return patch(patch.patch(), patch.target());
  }

  private static Map<String, Object> patch(JsonPatch patch) {
    return patch(text(patch.patch()), patch.target());
  }

  private static Map<String, Object> patch(String text, @Nullable TargetSelector target) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("patch", text);
    if (target != null) {
      tree.put("target", selector(target));
    }
    return tree;
  }

  private static Map<String, Object> selector(TargetSelector target) {
    Map<String, Object> selector = new LinkedHashMap<>();
    put(selector, "group", target.group());
    put(selector, "version", target.version());
    put(selector, "kind", target.kind());
    put(selector, "name", target.name());
    put(selector, "namespace", target.namespace());
    put(selector, "labelSelector", target.labelSelector());
    put(selector, "annotationSelector", target.annotationSelector());
    return selector;
  }

  private static Map<String, Object> image(KustomizeImage image) {
    Map<String, Object> tree = new LinkedHashMap<>();
    put(tree, "name", image.name());
    put(tree, "newName", image.newName());
    put(tree, "newTag", image.newTag());
    put(tree, "digest", image.digest());
    return tree;
  }

  private static void put(Map<String, Object> tree, String key, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      tree.put(key, value);
    }
  }

  private static String text(Object tree) {
    return GoYaml.write(tree);
  }

  private static String documents(List<Map<String, Object>> objects) {
    StringBuilder text = new StringBuilder();
    objects.forEach(object -> text.append("---\n").append(GoYaml.write(object)));
    return text.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
