package dev.millrace.bench.state;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How objects are named in reports. */
final class ObjectName {
  private ObjectName() {}

  /** Such as {@code Kustomization team/app-1}. */
  static String of(Map<String, @Nullable Object> object) {
    Map<?, ?> metadata = object.get("metadata") instanceof Map<?, ?> map ? map : Map.of();
    Object namespace = metadata.get("namespace");
    String prefix = namespace == null ? "" : namespace + "/";
    return object.get("kind") + " " + prefix + metadata.get("name");
  }
}
