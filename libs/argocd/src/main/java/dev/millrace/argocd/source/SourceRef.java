package dev.millrace.argocd.source;

import java.util.Map;

/** A source object, in the namespace of whoever refers to it. */
public record SourceRef(String kind, String name) {
  /** The form of {@code sourceRef} and {@code chartRef}. */
  public Map<String, String> toMap() {
    return Map.of("kind", kind, "name", name);
  }
}
