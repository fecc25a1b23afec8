package dev.millrace.kustomize.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kustomize.Folder;
import dev.millrace.kustomize.Kustomizer;
import dev.millrace.kustomize.bounds.Limits;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.remote.RemoteBases;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FluxBuildTest {
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        template:
          spec:
            containers:
            - image: nginx:1
      """;
  private static final String SERVICE = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n";
  private static final String COMPONENT =
      "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nnameSuffix: -c\n";

  private final FluxBuild flux = new FluxBuild(new Kustomizer(), Limits.defaults());

  @Test
  void aFolderWithoutKustomizationIsListed() {
    Folder folder =
        Folder.empty()
            .file("b.yaml", SERVICE)
            .file("a/x.yml", DEPLOYMENT)
            .file("a/notes.txt", "no manifest")
            .file("base/kustomization.yaml", "resources: [s.yaml]\nnamePrefix: base-\n")
            .file("base/s.yaml", SERVICE)
            .file("base/ignored.yaml", "not read");
    assertThat(build(folder, Map.of()))
        .isEqualTo(
            DEPLOYMENT
                + "---\n"
                + SERVICE
                + "---\n"
                + SERVICE.replace("name: web", "name: base-web"));
  }

  @Test
  void aFileThatIsNoManifestEndsTheListing() {
    Folder folder = Folder.empty().file("a.yaml", SERVICE).file("b.yaml", "just: text\n");
    assertThatThrownBy(() -> build(folder, Map.of()))
        .isInstanceOf(KustomizeException.class)
        .hasMessageContaining("b.yaml")
        .hasMessageContaining("failed to decode Kubernetes YAML");
  }

  @Test
  void namesObjectsWithoutANameWhereAsked() {
    String nameless =
        "apiVersion: batch/v1\nkind: Job\nmetadata:\n  generateName: migrate-\nspec: {}\n";
    Folder folder =
        Folder.kustomization("resources: [r.yaml]\nnamePrefix: dev-\n").file("r.yaml", nameless);

    assertThat(
            flux.build(
                    folder.tree(),
                    "",
                    FluxOverlay.none(),
                    _ -> Optional.of("migrate-*1"),
                    RemoteBases.REFUSED)
                .toYaml())
        .isEqualTo(nameless.replace("spec", "  name: dev-migrate-*1\nspec"));
    assertThatThrownBy(() -> build(folder, Map.of()))
        .isInstanceOf(KustomizeException.class)
        .hasMessageContaining("missing metadata.name in the Job");
  }

  @Test
  void anEmptyFolderMakesNothing() {
    assertThat(build(Folder.empty().file("README.md", "#"), Map.of())).isEmpty();
  }

  @Test
  void theSpecChangesTheKustomization() {
    Folder folder =
        Folder.kustomization("resources: [r.yaml]\nnamePrefix: file-\nnamespace: file\n")
            .file("r.yaml", DEPLOYMENT);
    String made =
        build(
            folder,
            Map.of(
                "targetNamespace",
                "team",
                "namePrefix",
                "p-",
                "nameSuffix",
                "-s",
                "images",
                List.of(Map.of("name", "nginx", "newTag", "2")),
                "patches",
                List.of(
                    Map.of(
                        "patch",
                        "- {op: add, path: /spec/paused, value: true}",
                        "target",
                        Map.of("kind", "Deployment")))));
    assertThat(made)
        .contains("  name: p-web-s\n  namespace: team\n")
        .contains("image: nginx:2\n")
        .contains("  paused: true\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{newTag: v2}              | my.io/n:v2",
        "{digest: sha256:ff}       | my.io/n@sha256:ff",
        "{newName: other/n}        | other/n:v1"
      })
  void imagesOfTheSpecReplaceThoseOfTheFile(String change, String expected) {
    Folder folder =
        Folder.kustomization(
                "resources: [r.yaml]\nimages: [{name: nginx, newName: my.io/n, newTag: v1}]\n")
            .file("r.yaml", DEPLOYMENT);
    String[] pair = change.replaceAll("[{} ]", "").split(":", 2);
    Map<String, Object> image = Map.of("name", "nginx", pair[0], pair[1]);
    assertThat(build(folder, Map.of("images", List.of(image)))).contains("image: " + expected);
  }

  @Test
  void componentsThatAreMissingCanBeIgnored() {
    Folder folder =
        Folder.kustomization("resources: [r.yaml]\n")
            .file("r.yaml", SERVICE)
            .file("c/kustomization.yaml", COMPONENT);
    List<String> components = List.of("c", "missing");
    assertThat(build(folder, Map.of("components", components, "ignoreMissingComponents", true)))
        .contains("  name: web-c\n");
    assertThatThrownBy(() -> build(folder, Map.of("components", components)))
        .isInstanceOf(KustomizeException.class)
        .hasMessageContaining("missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/abs", "https://example.com/c", "git@example.com:a/b", "file:///c"})
  void componentsMustBeLocalAndRelative(String path) {
    Folder folder = Folder.kustomization("resources: [r.yaml]\n").file("r.yaml", SERVICE);
    assertThatThrownBy(() -> build(folder, Map.of("components", List.of(path))))
        .isInstanceOf(KustomizeException.class)
        .hasMessageContaining("must be local and relative");
  }

  @Test
  void remoteBasesAreRefused() {
    Folder folder = Folder.kustomization("resources: ['https://example.com/x.yaml']\n");
    assertThatThrownBy(() -> build(folder, Map.of()))
        .isInstanceOf(KustomizeException.class)
        .hasMessageContaining("never use the network");
  }

  @Test
  void nothingIsSorted() {
    Folder folder =
        Folder.kustomization("resources: [r.yaml]\n")
            .file("r.yaml", DEPLOYMENT + "---\n" + SERVICE);
    assertThat(build(folder, Map.of())).isEqualTo(DEPLOYMENT + "---\n" + SERVICE);
  }

  @Test
  void filesMayLieAnywhereInTheTree() {
    Folder folder =
        Folder.empty()
            .file("app/kustomization.yaml", "resources: [../shared/s.yaml]\n")
            .file("shared/s.yaml", SERVICE);
    assertThat(flux.build(folder.tree(), "app", FluxOverlay.none()).toYaml()).isEqualTo(SERVICE);
  }

  @Test
  void commonMetadataIsSetOnObjectsOnly() {
    Map<String, Object> metadata = new LinkedHashMap<>(Map.of("name", "web"));
    metadata.put("labels", Map.of("a", "old", "b", "kept"));
    Map<String, Object> template = Map.of("metadata", Map.of("labels", Map.of("a", "old")));
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("metadata", metadata);
    object.put("spec", Map.of("template", template));
    new CommonMetadata(Map.of("a", "new"), Map.of("note", "x")).applyTo(object);
    assertThat(object.get("metadata"))
        .isEqualTo(
            Map.of(
                "name",
                "web",
                "labels",
                Map.of("a", "new", "b", "kept"),
                "annotations",
                Map.of("note", "x")));
    assertThat(object.get("spec")).isEqualTo(Map.of("template", template));
  }

  private String build(Folder folder, Map<String, ?> spec) {
    return flux.build(folder.tree(), "", FluxOverlay.of(spec)).toYaml();
  }
}
