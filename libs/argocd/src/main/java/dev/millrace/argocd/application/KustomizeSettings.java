package dev.millrace.argocd.application;

import dev.millrace.argocd.manifest.Manifest;
import dev.millrace.argocd.manifest.Part;
import dev.millrace.argocd.manifest.Remarks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code source.kustomize} as fields of a Kustomization. */
final class KustomizeSettings {
  private static final String FIELD = "spec.source.kustomize";

  private KustomizeSettings() {}

  static Map<String, @Nullable Object> fields(Part kustomize, Remarks remarks) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    kustomize.skip("version");
    Manifest.put(fields, "namePrefix", kustomize.text("namePrefix"));
    Manifest.put(fields, "nameSuffix", kustomize.text("nameSuffix"));
    Manifest.put(fields, "targetNamespace", kustomize.text("namespace"));
    Manifest.put(fields, "commonMetadata", commonMetadata(kustomize, remarks));
    Manifest.put(fields, "components", kustomize.texts("components"));
    if (kustomize.flag("ignoreMissingComponents")) {
      fields.put("ignoreMissingComponents", true);
    }
    Manifest.put(
        fields,
        "images",
        kustomize.texts("images").stream().map(KustomizeSettings::image).toList());
    List<Map<String, @Nullable Object>> patches = new ArrayList<>();
    kustomize.parts("patches").forEach(patch -> addPatch(patches, patch, remarks));
    kustomize.parts("replicas").forEach(replicas -> patches.add(replicas(replicas)));
    Manifest.put(fields, "patches", patches);
    return fields;
  }

  private static Map<String, @Nullable Object> commonMetadata(Part kustomize, Remarks remarks) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    Map<String, String> labels = kustomize.strings("commonLabels");
    if (!labels.isEmpty() && !kustomize.flag("labelWithoutSelector")) {
      remarks.note(
          FIELD + ".commonLabels: the labels are put on objects, not into selectors and templates");
    }
    kustomize.skip("labelWithoutSelector", "forceCommonLabels", "forceCommonAnnotations");
    Manifest.put(metadata, "labels", labels);
    Manifest.put(metadata, "annotations", kustomize.strings("commonAnnotations"));
    return metadata;
  }

  /** {@code [name=]newName[:tag][@digest]}. */
  private static Map<String, @Nullable Object> image(String text) {
    int equals = text.indexOf('=');
    String target = text.substring(equals + 1);
    int at = target.indexOf('@');
    String digest = at < 0 ? "" : target.substring(at + 1);
    String tagged = at < 0 ? target : target.substring(0, at);
    int colon = tagged.lastIndexOf(':');
    boolean hasTag = colon > tagged.lastIndexOf('/');
    String newName = hasTag ? tagged.substring(0, colon) : tagged;
    Map<String, @Nullable Object> image = new LinkedHashMap<>();
    image.put("name", equals < 0 ? newName : text.substring(0, equals));
    Manifest.put(image, "newName", equals < 0 ? "" : newName);
    Manifest.put(image, "newTag", hasTag ? tagged.substring(colon + 1) : "");
    Manifest.put(image, "digest", digest);
    return image;
  }

  private static void addPatch(
      List<Map<String, @Nullable Object>> patches, Part patch, Remarks remarks) {
    if (patch.has("path")) {
      remarks.lost(patch.path() + ".path", "write the patch itself: " + patch.text("path"));
      return;
    }
    if (patch.has("options")) {
      remarks.lost(patch.path() + ".options", "patches have no options");
      patch.skip("options");
    }
    Map<String, @Nullable Object> converted = new LinkedHashMap<>();
    converted.put("patch", patch.text("patch"));
    Manifest.put(converted, "target", patch.map("target"));
    patches.add(converted);
  }

  private static Map<String, @Nullable Object> replicas(Part replicas) {
    Map<String, @Nullable Object> patch = new LinkedHashMap<>();
    patch.put(
        "patch",
        "- op: replace\n  path: /spec/replicas\n  value: " + replicas.text("count") + "\n");
    patch.put(
        "target",
        Map.of("kind", "(Deployment|StatefulSet|ReplicaSet)", "name", replicas.text("name")));
    return patch;
  }
}
