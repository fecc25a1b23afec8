package dev.millrace.api;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A CRD manifest as a plain tree. */
record Crd(String file, Map<String, Object> tree) {

  /** All CRDs of a folder by file name. */
  static Map<String, Crd> readAll(Path folder) {
    var crds = new TreeMap<String, Crd>();
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(Crd::isCrd).toList()) {
        crds.put(file.getFileName().toString(), read(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return crds;
  }

  private static boolean isCrd(Path file) {
    return file.toString().endsWith(".yaml") && !file.endsWith("kustomization.yaml");
  }

  @SuppressWarnings("unchecked")
  private static Crd read(Path file) throws IOException {
    Map<String, Object> tree =
        new KubernetesSerialization().unmarshal(Files.readString(file), Map.class);
    return new Crd(file.getFileName().toString(), tree);
  }

  Map<String, Object> spec() {
    return map(tree.get("spec"));
  }

  String kind() {
    return String.valueOf(map(spec().get("names")).get("kind"));
  }

  List<Map<String, Object>> versions() {
    return list(spec().get("versions"));
  }

  Map<String, Object> storedVersion() {
    return versions().stream()
        .filter(version -> Boolean.TRUE.equals(version.get("storage")))
        .findFirst()
        .orElseThrow();
  }

  List<Map<String, Object>> olderVersions() {
    return versions().stream()
        .filter(version -> !Boolean.TRUE.equals(version.get("storage")))
        .toList();
  }

  static Map<String, Object> schema(Map<String, Object> version) {
    return map(map(version.get("schema")).get("openAPIV3Schema"));
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(@Nullable Object value) {
    return (Map<String, Object>) requireNonNull(value);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(@Nullable Object value) {
    return (List<Map<String, Object>>) requireNonNull(value);
  }
}
