package dev.millrace.controller.kustomize.build;

import dev.millrace.api.kustomize.KustomizationSpec;
import dev.millrace.api.meta.JsonPatch;
import dev.millrace.api.meta.KustomizeImage;
import dev.millrace.api.meta.KustomizePatch;
import dev.millrace.api.meta.TargetSelector;
import dev.millrace.yaml.GoYaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The content of a kustomization file, to which what a spec says is added (FLUX.md 3.1). */
final class KustomizationFile {
  private final Map<String, @Nullable Object> content;

  private KustomizationFile(Map<String, @Nullable Object> content) {
    this.content = content;
  }

  /** A file that only lists resources. */
  static KustomizationFile listing(List<String> resources) {
    Map<String, @Nullable Object> content = new LinkedHashMap<>();
    content.put("apiVersion", "kustomize.config.k8s.io/v1beta1");
    content.put("kind", "Kustomization");
    content.put("resources", new ArrayList<Object>(resources));
    return new KustomizationFile(content);
  }

  /** A file with this content. */
  static KustomizationFile of(Map<?, ?> content) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    content.forEach((key, value) -> copy.put(String.valueOf(key), value));
    return new KustomizationFile(copy);
  }

  /** The content as a plain tree. */
  Map<String, @Nullable Object> content() {
    return content;
  }

  /**
   * Adds what the spec says.
   *
   * @param components those of the spec that are to be used
   */
  KustomizationFile with(KustomizationSpec spec, List<String> components) {
    set("namespace", spec.targetNamespace());
    set("namePrefix", spec.namePrefix());
    set("nameSuffix", spec.nameSuffix());
    append("patches", spec.patches().stream().map(KustomizationFile::patch).toList());
    append("patchesStrategicMerge", spec.patchesStrategicMerge());
    append(
        "patchesJson6902", spec.patchesJson6902().stream().map(KustomizationFile::patch).toList());
    append("components", components);
    append("buildMetadata", spec.buildMetadata());
    spec.images().forEach(this::replaceImage);
    return this;
  }

  private void set(String field, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      content.put(field, value);
    }
  }

  private void append(String field, List<?> more) {
    if (!more.isEmpty()) {
      List<@Nullable Object> all = list(field);
      all.addAll(more);
      content.put(field, all);
    }
  }

  private List<@Nullable Object> list(String field) {
    return content.get(field) instanceof List<?> present
        ? new ArrayList<@Nullable Object>(present)
        : new ArrayList<>();
  }

  /** The image of the same name is changed; tag and digest belong together. */
  private void replaceImage(KustomizeImage image) {
    List<@Nullable Object> images = list("images");
    Map<String, @Nullable Object> changed = new LinkedHashMap<>();
    int index = indexOf(images, image.name());
    if (index >= 0 && images.get(index) instanceof Map<?, ?> present) {
      present.forEach((key, value) -> changed.put(String.valueOf(key), value));
    }
    changed.put("name", image.name());
    put(changed, "newName", image.newName());
    if (isGiven(image.newTag()) || isGiven(image.digest())) {
      changed.remove("newTag");
      changed.remove("digest");
      put(changed, "newTag", image.newTag());
      put(changed, "digest", image.digest());
    }
    if (index >= 0) {
      images.set(index, changed);
    } else {
      images.add(changed);
    }
    content.put("images", images);
  }

  private static int indexOf(List<@Nullable Object> images, String name) {
    for (int i = 0; i < images.size(); i++) {
      if (images.get(i) instanceof Map<?, ?> image && Objects.equals(image.get("name"), name)) {
        return i;
      }
    }
    return -1;
  }

  private static Map<String, @Nullable Object> patch(KustomizePatch patch) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("patch", patch.patch());
    return withTarget(tree, patch.target());
  }

  private static Map<String, @Nullable Object> patch(JsonPatch patch) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("patch", GoYaml.write(patch.patch()));
    return withTarget(tree, patch.target());
  }

  private static Map<String, @Nullable Object> withTarget(
      Map<String, @Nullable Object> tree, @Nullable TargetSelector target) {
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

  private static void put(
      Map<String, @Nullable Object> tree, String field, @Nullable String value) {
    if (isGiven(value)) {
      tree.put(field, value);
    }
  }

  private static boolean isGiven(@Nullable String value) {
    return value != null && !value.isEmpty();
  }
}
