package dev.millrace.kustomize.flux;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The labels and annotations that a Flux Kustomization sets on all objects; only on their metadata,
 * not in selectors or templates (KUSTOMIZE.md, Flux 5).
 */
public record CommonMetadata(Map<String, String> labels, Map<String, String> annotations) {

  /** Sets the labels and annotations on one object; what is there under the same names is lost. */
  public void applyTo(Map<String, @Nullable Object> object) {
    Map<String, @Nullable Object> metadata = child(object, "metadata");
    set(metadata, "labels", labels);
    set(metadata, "annotations", annotations);
  }

  private static void set(
      Map<String, @Nullable Object> metadata, String field, Map<String, String> values) {
    if (!values.isEmpty()) {
      child(metadata, field).putAll(values);
    }
  }

  /** The map in a field, made or copied so that it can be changed. */
  private static Map<String, @Nullable Object> child(
      Map<String, @Nullable Object> parent, String field) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    if (parent.get(field) instanceof Map<?, ?> existing) {
      existing.forEach((name, value) -> copy.put((String) name, value));
    }
    parent.put(field, copy);
    return copy;
  }
}
