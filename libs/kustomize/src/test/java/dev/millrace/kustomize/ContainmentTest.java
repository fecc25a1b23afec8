package dev.millrace.kustomize;

import static dev.millrace.kustomize.Manifests.CONFIG_MAP;
import static dev.millrace.kustomize.Manifests.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.kustomize.bounds.Limits;
import dev.millrace.kustomize.flux.FluxBuild;
import dev.millrace.kustomize.flux.FluxOverlay;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.safety.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * SECURITY-CASES rows 3, 14 to 16 and 55: nothing that a repository says reaches files outside of
 * it.
 */
class ContainmentTest {
  private static final String SECRET = "the-secret-outside";

  /** Every field that names a file; %s is the path. */
  static final List<String> FIELDS =
      List.of(
          "resources: ['%s']",
          "components: ['%s']",
          "bases: ['%s']",
          "crds: ['%s']",
          "configurations: ['%s']",
          "generators: ['%s']",
          "transformers: ['%s']",
          "validators: ['%s']",
          "openapi: {path: '%s'}",
          "patches: [{path: '%s', target: {kind: Service}}]",
          "patchesStrategicMerge: ['%s']",
          "patchesJson6902: [{path: '%s', target: {version: v1, kind: Service, name: web}}]",
          "replacements: [{path: '%s'}]",
          "configMapGenerator: [{name: g, files: ['%s']}]",
          "configMapGenerator: [{name: g, files: ['key=%s']}]",
          "configMapGenerator: [{name: g, envs: ['%s']}]",
          "secretGenerator: [{name: g, files: ['%s']}]",
          "helmCharts: [{name: x, valuesFile: '%s'}]",
          "helmGlobals: {chartHome: '%s'}\nhelmCharts: [{name: x}]");

  @TempDir Path folder;
  private Path repository = Path.of("");

  @BeforeEach
  void setUp() throws IOException {
    repository = folder.resolve("repository");
    Files.createDirectories(repository.resolve("app"));
    Files.createDirectories(folder.resolve("outside"));
    for (String name : List.of("x.yaml", "kustomization.yaml")) {
      Files.writeString(
          folder.resolve("outside").resolve(name), CONFIG_MAP.replace("a-b-c", SECRET));
    }
    Files.writeString(repository.resolve("app/r.yaml"), SERVICE);
  }

  @ParameterizedTest
  @FieldSource("FIELDS")
  void row3NoFieldLeadsOutOfTheTree(String field) throws IOException {
    for (String path :
        List.of(
            "../../outside/x.yaml",
            "../../outside",
            "x/../../../outside/x.yaml",
            folder.resolve("outside/x.yaml").toString(),
            "file://" + folder.resolve("outside/x.yaml"),
            "..\\..\\outside\\x.yaml",
            "%2e%2e/%2e%2e/outside/x.yaml",
            "\u2025/\u2025/outside/x.yaml",
            "\uff0e\uff0e/\uff0e\uff0e/outside/x.yaml",
            "~/x.yaml",
            "/etc/hostname",
            "/proc/self/environ")) {
      refusesWithoutTelling(field.formatted(path));
    }
  }

  @ParameterizedTest
  @FieldSource("FIELDS")
  void row15LinksDoNotLeadOutOfTheTree(String field) throws IOException {
    Files.createSymbolicLink(repository.resolve("app/link.yaml"), folder.resolve("outside/x.yaml"));
    Files.createSymbolicLink(repository.resolve("app/linked"), folder.resolve("outside"));
    Files.createSymbolicLink(repository.resolve("app/dangling"), folder.resolve("nowhere"));
    Files.createSymbolicLink(repository.resolve("app/loop"), Path.of("loop"));
    for (String path : List.of("link.yaml", "linked/x.yaml", "linked", "dangling", "loop")) {
      refusesWithoutTelling(field.formatted(path));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../outside", "/etc", "app/../../outside", "a\0b", "linked"})
  void row14TheFolderToBuildIsInTheTree(String path) throws IOException {
    Files.createSymbolicLink(repository.resolve("linked"), folder.resolve("outside"));
    FileTree tree = FileTree.onDisk(repository);
    for (KustomizeOptions options :
        List.of(KustomizeOptions.commandLine(), KustomizeOptions.flux())) {
      KustomizeException failure =
          catchThrowableOfType(
              KustomizeException.class, () -> new Kustomizer().build(tree, path, options));
      assertThat(failure.getMessage()).doesNotContain(SECRET);
    }
  }

  @Test
  void row3NulBytesInPathsAreRefused() {
    assertThat(Folder.kustomization("resources: [\"a\\0b\"]\n").failure()).isNotNull();
  }

  @Test
  void filesOfOtherFoldersNeedLoadRestrictionsOff() {
    Folder folder =
        Folder.empty()
            .file("app/kustomization.yaml", "resources: [../shared/r.yaml]\n")
            .file("shared/r.yaml", SERVICE);
    assertThat(folder.failure("app"))
        .hasMessageContaining("app/kustomization.yaml:1: resources[0]")
        .hasMessageContaining("not in or below");
    folder.options(KustomizeOptions.commandLine().withLoadRestrictions(false));
    assertThat(folder.build("app")).contains("kind: Service");
  }

  @Test
  void linksInsideOfTheTreeWork() throws IOException {
    Files.createSymbolicLink(repository.resolve("app/link.yaml"), Path.of("r.yaml"));
    write("resources: [link.yaml]");
    assertThat(build().toYaml()).contains("kind: Service");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/r.yaml",
        "http://example.com/r.yaml",
        "git@example.com:a/b",
        "github.com/a/b//c?ref=v1",
        "ssh://git@example.com/a/b.git",
        "git::https://example.com/a/b.git",
        "https://example.com/a/b.git//c?ref=v1"
      })
  void remoteReferencesAreRefused(String reference) {
    Folder folder = Folder.kustomization("resources: ['" + reference + "']\n");
    assertThat(folder.failure())
        .hasMessageContaining("kustomization.yaml:1: resources[0]")
        .hasMessageContaining(reference)
        .hasMessageContaining("never use the network");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "helmCharts: [{name: ../../outside, releaseName: x}]",
        "helmCharts: [{name: x, repo: 'file://../../outside'}]",
        "helmCharts: [{name: x, valuesFile: 'file://../../outside/x.yaml'}]",
        "helmCharts: [{name: x, additionalValuesFiles: [../../outside/x.yaml]}]",
        "helmGlobals: {chartHome: ../../outside}\nhelmCharts: [{name: x}]",
        "helmChartInflationGenerator: [{chartName: x, chartHome: ../../outside}]"
      })
  void row16ChartsOfOtherFoldersAreNotRead(String field) throws IOException {
    Files.createDirectories(folder.resolve("outside/templates"));
    Files.writeString(folder.resolve("outside/Chart.yaml"), "name: x\nversion: 1.0.0\n");
    Files.writeString(folder.resolve("outside/templates/x.yaml"), SECRET);
    refusesWithoutTelling(field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/a/b.git?ref=../../../outside",
        "https://example.com/a/b.git//../../outside?ref=main",
        "file:///../../outside?ref=main",
        "file://../../outside/.git",
        "git@example.com:../../outside",
        "../../outside/.git",
        "ext::sh -c cat% ../../outside/x.yaml",
        "--upload-pack=x",
        "../app.git/../../outside"
      })
  void row55CraftedGitReferencesLeadNowhere(String reference) throws IOException {
    Files.createDirectories(folder.resolve("outside/.git"));
    Files.writeString(folder.resolve("outside/.git/kustomization.yaml"), SECRET);
    refusesWithoutTelling("resources: ['" + reference + "']");
    refusesWithoutTelling("components: ['" + reference + "']");
  }

  private void refusesWithoutTelling(String field) throws IOException {
    write("resources: [r.yaml]\n".repeat(field.startsWith("resources") ? 0 : 1) + field);
    assertThat(failureOf(this::build)).as(field).doesNotContain(SECRET);
    FluxBuild flux = new FluxBuild(new Kustomizer(), Limits.defaults());
    FileTree tree = FileTree.onDisk(repository);
    assertThat(failureOf(() -> flux.build(tree, "app", FluxOverlay.none())))
        .as(field)
        .doesNotContain(SECRET);
  }

  private static String failureOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable build) {
    KustomizeException failure = catchThrowableOfType(KustomizeException.class, build);
    return failure == null ? "it was built; " + SECRET : String.valueOf(failure.getMessage());
  }

  private KustomizeResult build() throws IOException {
    return new Kustomizer()
        .build(FileTree.onDisk(repository), "app", KustomizeOptions.commandLine());
  }

  private void write(String kustomization) throws IOException {
    Files.writeString(repository.resolve("app/kustomization.yaml"), kustomization + "\n");
  }
}
