package dev.millrace.kustomize;

import static dev.millrace.kustomize.Manifests.CONFIG_MAP;
import static dev.millrace.kustomize.Manifests.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.safety.FileTree;
import dev.millrace.safety.RecordedFileTree;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTest {
  private static Folder folder() {
    return Folder.empty()
        .file("base/kustomization.yaml", "resources: [r.yaml]\n")
        .file("base/r.yaml", SERVICE + "---\n" + CONFIG_MAP)
        .file(
            "top/kustomization.yaml",
            "resources: [../base]\nconfigMapGenerator: [{name: g, files: [f.txt]}]\n")
        .file("top/f.txt", "text\n")
        .file("top/unused.yaml", SERVICE);
  }

  @Test
  void inputsAreTheFilesThatWereReadWithTheirDigests() throws Exception {
    KustomizeResult result = folder().result("top");
    List<String> read =
        result.inputs().values().stream()
            .filter(input -> !input.digest().isEmpty())
            .map(input -> input.path())
            .toList();
    assertThat(read)
        .containsExactly(
            "base/kustomization.yaml", "base/r.yaml", "top/f.txt", "top/kustomization.yaml");
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest("text\n".getBytes(StandardCharsets.UTF_8));
    assertThat(result.inputs().get("top/f.txt"))
        .isEqualTo(
            new RecordedFileTree.Input(
                "top/f.txt", FileTree.Kind.FILE, "sha256:" + HexFormat.of().formatHex(digest)));
  }

  @Test
  void inputsNameWhatWasLookedForInVain() {
    assertThat(folder().result("top").inputs()).containsKey("top/kustomization.yml");
  }

  @Test
  void changesOfOtherFilesChangeNoInput() {
    Folder changed = folder().file("top/unused.yaml", "x").file("README.md", "y");
    assertThat(changed.result("top").inputs()).isEqualTo(folder().result("top").inputs());
    changed.file("base/r.yaml", SERVICE);
    assertThat(changed.result("top").inputs()).isNotEqualTo(folder().result("top").inputs());
  }

  @Test
  void objectsKnowFileAndLine() {
    List<RenderedResource> resources = folder().result("top").resources();
    assertThat(resources.get(0).file()).isEqualTo("base/r.yaml");
    assertThat(resources.get(0).line()).isEqualTo(1);
    assertThat(resources.get(1).file()).isEqualTo("base/r.yaml");
    assertThat(resources.get(1).line()).isEqualTo(9);
    assertThat(resources.get(2).file()).isEmpty();
    assertThat(resources.get(2).line()).isZero();
  }
}
