package dev.millrace.kustomize;

import static dev.millrace.kustomize.Manifests.CONFIG_MAP;
import static dev.millrace.kustomize.Manifests.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kustomize.bounds.Limits;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.yaml.YamlLimits;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SECURITY-CASES rows 4, 17 and 63: what is crafted to take long or much ends with an error. */
class LimitsTest {
  private static final Limits SMALL =
      new Limits(
          2_000,
          4_000,
          20,
          10,
          5,
          2_000,
          Duration.ofSeconds(10),
          new YamlLimits(2_000, 20, 200, 8));

  @Test
  void row4ABaseThatIncludesItselfEndsAtOnce() {
    assertThat(Folder.kustomization("resources: [.]\n").failure()).hasMessageContaining("cycle");
    assertThat(Folder.kustomization("resources: [../x]\n").failure("")).isNotNull();
  }

  @Test
  void row4BasesThatIncludeEachOtherEndAtOnce() {
    Folder folder =
        Folder.empty()
            .file("a/kustomization.yaml", "resources: [../b]\n")
            .file("b/kustomization.yaml", "resources: [../c]\n")
            .file("c/kustomization.yaml", "resources: [../a]\n");
    assertThat(folder.failure("a"))
        .hasMessageContaining("c/kustomization.yaml:1: resources[0]: cycle detected: 'a'");
  }

  @Test
  void row4ComponentsThatIncludeEachOtherEndAtOnce() {
    String head = "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n";
    Folder folder =
        Folder.kustomization("components: [a]\n")
            .file("a/kustomization.yaml", head + "components: [../b]\n")
            .file("b/kustomization.yaml", head + "components: [../a]\n");
    assertThat(folder.failure()).hasMessageContaining("cycle");
  }

  @Test
  void row4TenThousandNestedBasesAreRefused() {
    Folder folder = Folder.empty();
    for (int i = 0; i < 10_000; i++) {
      folder.file("b" + i + "/kustomization.yaml", "resources: [../b" + (i + 1) + "]\n");
    }
    assertThat(folder.failure("b0")).hasMessageContaining("nests more than 100 kustomizations");
  }

  @Test
  void row4BasesThatMultiplyAreRefused() {
    Folder folder = Folder.empty();
    for (int i = 0; i < 30; i++) {
      String next = "../b" + (i + 1);
      folder.file(
          "b" + i + "/kustomization.yaml",
          "resources: [" + next + ", " + next + "x]\nnamePrefix: a-\n");
      folder.file(
          "b" + i + "x/kustomization.yaml",
          "resources: [" + next + ", " + next + "x]\nnamePrefix: b-\n");
    }
    folder.file("b30/kustomization.yaml", "resources: [r.yaml]\n").file("b30/r.yaml", SERVICE);
    folder.file("b30x/kustomization.yaml", "resources: [r.yaml]\n").file("b30x/r.yaml", CONFIG_MAP);
    folder.options(
        KustomizeOptions.flux().withLimits(Limits.defaults().withTime(Duration.ofMillis(200))));
    assertThat(folder.failure("b0")).hasMessageContaining("takes longer than");
  }

  @Test
  void row17FilesThatAreTooLongAreRefused() {
    assertThat(small("# " + "x".repeat(3_000) + "\n" + SERVICE)).hasMessageContaining("2000");
  }

  @Test
  void row17TooManyBytesInAllAreRefused() {
    Folder folder =
        Folder.kustomization("configMapGenerator: [{name: g, files: [a, b, c, d]}]\n")
            .options(KustomizeOptions.flux().withLimits(SMALL));
    for (String name : "abcd".split("")) {
      folder.file(name, "x".repeat(1_500));
    }
    assertThat(folder.failure()).hasMessageContaining("reads more than 4000 bytes");
  }

  @Test
  void row17TooManyFilesAreRefused() {
    StringBuilder files = new StringBuilder();
    Folder folder = Folder.empty().options(KustomizeOptions.flux().withLimits(SMALL));
    for (int i = 0; i < 30; i++) {
      files.append(i == 0 ? "" : ", ").append("f").append(i);
      folder.file("f" + i, "x");
    }
    folder.file("kustomization.yaml", "configMapGenerator: [{name: g, files: [" + files + "]}]\n");
    assertThat(folder.failure()).hasMessageContaining("reads more than 20 files");
  }

  @Test
  void row17TooManyDocumentsAreRefused() {
    assertThat(small("---\n".repeat(400) + SERVICE)).hasMessageContaining("8 documents");
  }

  @Test
  void row17TooManyResourcesAreRefused() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 7; i++) {
      text.append("---\n").append(Manifests.named("v1", "Service", "s" + i));
    }
    assertThat(small(text.toString())).hasMessageContaining("more than 5 resources");
  }

  @Test
  void row17OutputThatIsTooLongIsRefused() {
    Folder folder =
        Folder.kustomization(
                "secretGenerator: [{name: g, files: [a]}]\n"
                    + "configMapGenerator: [{name: g, files: [a]}]\n")
            .file("a", "x\n".repeat(600))
            .options(KustomizeOptions.flux().withLimits(SMALL));
    assertThat(folder.failure()).hasMessageContaining("prints more than 2000 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? "})
  void row17DeepNestingIsRefused(String opening) {
    assertThat(
            Folder.kustomization("resources: [r.yaml]\n")
                .file("r.yaml", "a: \n " + opening.repeat(100_000))
                .failure())
        .hasMessageContaining("r.yaml");
    assertThat(Folder.kustomization("resources: " + opening.repeat(100_000)).failure()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void row63AliasBombsAreRefused(boolean inKustomization) {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String before = "*a" + (i - 1);
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, (before + ", ").repeat(9) + before));
    }
    Folder folder =
        inKustomization
            ? Folder.kustomization("resources: [r.yaml]\n" + bomb)
            : Folder.kustomization("resources: [r.yaml]\n");
    folder.file("r.yaml", CONFIG_MAP.replace("data:", bomb + "data:"));
    assertThat(folder.failure()).hasMessageContaining(inKustomization ? "kustomization" : "r.yaml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]",
        "!!java.net.URL 'http://example.com'",
        "!<tag:yaml.org,2002:java.lang.ProcessBuilder> [id]",
        "!!python/object/apply:os.system [id]"
      })
  void row63TagsMakeNoObjects(String value) {
    Folder manifest =
        Folder.kustomization("resources: [r.yaml]\n")
            .file("r.yaml", CONFIG_MAP.replace("host: a-b-c", "host: " + value));
    Folder kustomization =
        Folder.kustomization("resources: [r.yaml]\nnamePrefix: " + value + "\n")
            .file("r.yaml", CONFIG_MAP);
    for (Folder folder : List.of(manifest, kustomization)) {
      try {
        assertThat(folder.build()).containsAnyOf("id", "[]", "example.com");
      } catch (KustomizeException e) {
        assertThat(e).hasMessageContaining(".yaml");
      }
    }
  }

  @Test
  void aBuildThatTakesTooLongIsRefused() {
    assertThatThrownBy(() -> buildFor5Seconds(slowClock(Duration.ofSeconds(3))))
        .isInstanceOf(KustomizeException.class)
        .hasMessageContaining("takes longer than 5 s");
  }

  @Test
  void timeIsMeasuredFromWhereverTheClockBegan() {
    assertThat(buildFor5Seconds(slowClock(Duration.ofNanos(1))).toYaml()).contains("Service");
  }

  private static KustomizeResult buildFor5Seconds(LongSupplier nanoTime) {
    Limits limits = Limits.defaults().withTime(Duration.ofSeconds(5));
    Folder folder = Folder.kustomization("resources: [r.yaml]\n").file("r.yaml", SERVICE);
    return new Kustomizer(nanoTime)
        .build(folder.tree(), "", KustomizeOptions.flux().withLimits(limits));
  }

  private static KustomizeException small(String manifest) {
    return Folder.kustomization("resources: [r.yaml]\n")
        .file("r.yaml", manifest)
        .options(KustomizeOptions.flux().withLimits(SMALL))
        .failure();
  }

  /** Moves on by a step each time somebody looks at it; soon after the start it overflows. */
  private static LongSupplier slowClock(Duration step) {
    AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
    return () -> now.getAndAdd(step.toNanos());
  }
}
