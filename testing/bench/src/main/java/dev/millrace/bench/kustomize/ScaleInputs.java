package dev.millrace.bench.kustomize;

import dev.millrace.safety.FileTree;
import dev.millrace.safety.UnsafePath;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Kustomizations of any size. */
final class ScaleInputs {
  private ScaleInputs() {}

  static FileTree nothing() {
    return texts(Map.of());
  }

  /** One kustomization with a prefix, a label and a namespace over many Services. */
  static FileTree manyResources(int count) {
    StringBuilder documents = new StringBuilder();
    for (int i = 0; i < count; i++) {
      documents.append(
          """
          ---
          apiVersion: v1
          kind: Service
          metadata:
            name: service-%d
          spec:
            selector:
              app: app-%d
            ports:
            - port: 80
          """
              .formatted(i, i));
    }
    return texts(
        Map.of(
            "kustomization.yaml",
            """
        resources: [all.yaml]
        namePrefix: shop-
        namespace: shop
        labels:
        - pairs: {team: blue}
        """,
            "all.yaml",
            documents.toString()));
  }

  /** One kustomization over many bases, each with a Service and a generated ConfigMap. */
  static FileTree manyBases(int count) {
    Map<String, String> files = new TreeMap<>();
    StringBuilder root = new StringBuilder("resources:\n");
    for (int i = 0; i < count; i++) {
      root.append("- base-").append(i).append('\n');
      files.put(
          "base-" + i + "/kustomization.yaml",
          """
          resources: [service.yaml]
          nameSuffix: "-%d"
          configMapGenerator:
          - name: settings
            literals: [number=%d]
          """
              .formatted(i, i));
      files.put(
          "base-" + i + "/service.yaml",
          "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n  - port: 80\n");
    }
    files.put("kustomization.yaml", root.toString());
    return texts(files);
  }

  private static FileTree texts(Map<String, String> files) {
    Map<String, byte[]> contents = new TreeMap<>();
    files.forEach((path, text) -> contents.put(path, text.getBytes(StandardCharsets.UTF_8)));
    try {
      return FileTree.inMemory(contents);
    } catch (UnsafePath e) {
      throw new IllegalArgumentException(e);
    }
  }
}
