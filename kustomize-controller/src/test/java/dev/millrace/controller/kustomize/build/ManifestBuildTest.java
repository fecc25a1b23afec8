package dev.millrace.controller.kustomize.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.api.kustomize.KustomizationSpec;
import dev.millrace.kustomize.Kustomizer;
import dev.millrace.kustomize.RenderedResource;
import dev.millrace.kustomize.load.NamelessObjects;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.remote.RemoteBases;
import dev.millrace.safety.FileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestBuildTest {
  private static final String MAP =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
      """;

  private final ManifestBuild build = new ManifestBuild(new Kustomizer());

  @Test
  void findsManifestsWhereThereIsNoKustomizationFile() throws Exception {
    FileTree tree = tree(Map.of("apps/a.yaml", MAP, "apps/notes.txt", "no manifest"));

    assertThat(names(built(tree, "apps", "{\"targetNamespace\":\"team\"}")))
        .containsExactly("team/settings");
  }

  @Test
  void buildsNothingOfAnEmptyFolder() throws Exception {
    FileTree tree = tree(Map.of("apps/notes.txt", "no manifest"));

    assertThat(built(tree, "apps", "{}")).isEmpty();
  }

  @Test
  void addsTheSpecToAnExistingKustomizationFile() throws Exception {
    FileTree tree =
        tree(Map.of("a.yaml", MAP, "kustomization.yaml", "resources: [a.yaml]\nnamePrefix: old-"));

    assertThat(names(built(tree, "", "{\"namePrefix\":\"new-\"}")))
        .containsExactly("/new-settings");
  }

  @Test
  void refusesYamlThatIsNoObject() throws Exception {
    FileTree tree = tree(Map.of("values.yaml", "replicas: 2"));

    assertThatThrownBy(() -> built(tree, "", "{}"))
        .isInstanceOf(KustomizeException.class)
        .hasMessageContaining("values.yaml");
  }

  @Test
  void refusesAPathThatTheArtifactDoesNotHave() throws Exception {
    FileTree tree = tree(Map.of("a.yaml", MAP));

    assertThatThrownBy(() -> ManifestBuild.folder(tree, spec("{\"path\":\"./missing\"}")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("./missing");
    assertThatThrownBy(() -> ManifestBuild.folder(tree, spec("{\"path\":\"../outside\"}")))
        .isInstanceOf(IOException.class);
  }

  private List<RenderedResource> built(FileTree tree, String folder, String spec)
      throws IOException {
    return build
        .build(tree, folder, spec(spec), NamelessObjects.REFUSED, RemoteBases.REFUSED)
        .resources();
  }

  private static KustomizationSpec spec(String json) throws IOException {
    return new ObjectMapper().readValue(json, KustomizationSpec.class);
  }

  private static FileTree tree(Map<String, String> files) throws IOException {
    Map<String, byte[]> bytes = new LinkedHashMap<>();
    files.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
    return FileTree.inMemory(bytes);
  }

  private static List<String> names(List<RenderedResource> resources) {
    return resources.stream()
        .map(each -> (Map<?, ?>) each.object().get("metadata"))
        .map(
            metadata ->
                (metadata.get("namespace") == null ? "" : metadata.get("namespace"))
                    + "/"
                    + metadata.get("name"))
        .toList();
  }
}
