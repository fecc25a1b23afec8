package dev.millrace.bench.kustomize;

import dev.millrace.kustomize.KustomizeOptions;
import dev.millrace.kustomize.Kustomizer;
import dev.millrace.safety.FileTree;
import dev.millrace.safety.UnsafePath;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Whether time grows in step with resources and with bases: compare the sizes with each other. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 5)
@Fork(1)
public class KustomizeScaleBenchmark {
  /** How many resources, or bases of two resources each. */
  @Param({"100", "1000", "2500", "5000", "10000"})
  public int size;

  private final Kustomizer kustomizer = new Kustomizer();
  private FileTree resources = FileTreeOf.nothing();
  private FileTree bases = FileTreeOf.nothing();

  /** Makes the inputs. */
  @Setup
  public void prepare() {
    resources = FileTreeOf.texts(manyResources(size));
    bases = FileTreeOf.texts(manyBases(Math.min(size, 1000)));
  }

  /** One kustomization with a prefix, a label and a namespace over many resources. */
  @Benchmark
  public String manyResources() {
    return kustomizer.build(resources, "", KustomizeOptions.flux()).toYaml();
  }

  /** One kustomization over many bases (at most 1,000), each with a generated ConfigMap. */
  @Benchmark
  public String manyBases() {
    return kustomizer.build(bases, "", KustomizeOptions.flux()).toYaml();
  }

  private static Map<String, String> manyResources(int count) {
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
    return Map.of(
        "kustomization.yaml",
        """
        resources: [all.yaml]
        namePrefix: shop-
        namespace: shop
        labels:
        - pairs: {team: blue}
        """,
        "all.yaml",
        documents.toString());
  }

  private static Map<String, String> manyBases(int count) {
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
    return files;
  }

  /** Makes trees of texts. */
  private static final class FileTreeOf {
    static FileTree nothing() {
      return texts(Map.of());
    }

    static FileTree texts(Map<String, String> files) {
      Map<String, byte[]> contents = new TreeMap<>();
      files.forEach((path, text) -> contents.put(path, text.getBytes(StandardCharsets.UTF_8)));
      try {
        return FileTree.inMemory(contents);
      } catch (UnsafePath e) {
        throw new IllegalArgumentException(e);
      }
    }
  }
}
