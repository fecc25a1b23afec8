package dev.millrace.controller.helm.postrender;

import dev.millrace.api.helm.KustomizePostRenderer;
import dev.millrace.api.helm.PostRenderer;
import dev.millrace.api.meta.CommonMetadata;
import dev.millrace.api.meta.TargetSelector;
import dev.millrace.artifact.digest.Digest;
import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.yaml.GoJson;
import dev.millrace.yaml.StructFields;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Digests of what a spec changes after rendering, by which a change of it is noticed (FLUX.md 4.2);
 * over the JSON that Flux makes of it.
 */
public final class SpecDigest {
  private SpecDigest() {}

  /** The digest of the post renderers; empty when there are none. */
  public static String of(List<PostRenderer> renderers) {
    return renderers.isEmpty() ? "" : digest(renderers.stream().map(SpecDigest::tree).toList());
  }

  /** The digest of the common metadata; empty when there is none. */
  public static String of(CommonMetadata metadata) {
    if (metadata.labels().isEmpty() && metadata.annotations().isEmpty()) {
      return "";
    }
    StructFields tree = new StructFields();
    putUnlessEmpty(tree, "annotations", metadata.annotations(), metadata.annotations().isEmpty());
    putUnlessEmpty(tree, "labels", metadata.labels(), metadata.labels().isEmpty());
    return digest(tree);
  }

  private static StructFields tree(PostRenderer renderer) {
    StructFields tree = new StructFields();
    KustomizePostRenderer kustomize = renderer.kustomize();
    if (kustomize == null) {
      return tree;
    }
    StructFields fields = new StructFields();
    putList(
        fields,
        "patches",
        kustomize.patches().stream().map(each -> patch(each.patch(), each.target())).toList());
    putList(
        fields,
        "patchesJson6902",
        kustomize.patchesJson6902().stream()
            .map(each -> patch(each.patch(), each.target()))
            .toList());
    putList(fields, "patchesStrategicMerge", kustomize.patchesStrategicMerge());
    putList(
        fields,
        "images",
        kustomize.images().stream()
            .map(
                image -> {
                  StructFields each = new StructFields();
                  each.put("name", image.name());
                  putText(each, "newName", image.newName());
                  putText(each, "newTag", image.newTag());
                  putText(each, "digest", image.digest());
                  return each;
                })
            .toList());
    tree.put("kustomize", fields);
    return tree;
  }

  private static StructFields patch(Object patch, @Nullable TargetSelector target) {
    StructFields tree = new StructFields();
    tree.put("patch", patch);
    if (target != null) {
      StructFields selector = new StructFields();
      putText(selector, "group", target.group());
      putText(selector, "version", target.version());
      putText(selector, "kind", target.kind());
      putText(selector, "namespace", target.namespace());
      putText(selector, "name", target.name());
      putText(selector, "annotationSelector", target.annotationSelector());
      putText(selector, "labelSelector", target.labelSelector());
      tree.put("target", selector);
    }
    return tree;
  }

  private static void putText(StructFields tree, String name, @Nullable String text) {
    putUnlessEmpty(tree, name, text, text == null || text.isEmpty());
  }

  private static void putList(StructFields tree, String name, List<?> list) {
    putUnlessEmpty(tree, name, list, list.isEmpty());
  }

  private static void putUnlessEmpty(
      StructFields tree, String name, @Nullable Object value, boolean isEmpty) {
    if (!isEmpty) {
      tree.put(name, value);
    }
  }

  private static String digest(Object tree) {
    String json = GoJson.write(tree) + "\n";
    return Digest.of(DigestAlgorithm.named("sha256"), json.getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
