package dev.millrace.controller.source.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.api.extensions.CopyOperation;
import dev.millrace.api.extensions.GeneratedArtifact;
import dev.millrace.artifact.archive.ArchiveEntry;
import dev.millrace.artifact.archive.ArchiveTree;
import dev.millrace.servers.TarGz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CopiesTest {
  private static final Map<String, String> FILES =
      Map.of(
          "deploy/a.yaml", "a: 1",
          "deploy/b.md", "b",
          "deploy/sub/c.yaml", "c: 1",
          "deploy/sub/d.md", "d",
          "README.md", "r");

  @Test
  void aFolderIsCopiedWithItsName() throws Exception {
    assertThat(copied("@git/deploy", "@artifact/app"))
        .containsOnlyKeys(
            "app/deploy/a.yaml", "app/deploy/b.md", "app/deploy/sub/c.yaml", "app/deploy/sub/d.md");
  }

  @Test
  void theContentOfAFolderIsCopiedWithoutItsName() throws Exception {
    assertThat(copied("@git/deploy/**", "@artifact/app/"))
        .containsOnlyKeys("app/a.yaml", "app/b.md", "app/sub/c.yaml", "app/sub/d.md");
  }

  @Test
  void otherPatternsKeepThePath() throws Exception {
    assertThat(copied("@git/deploy/*.yaml", "@artifact/")).containsOnlyKeys("deploy/a.yaml");
    assertThat(copied("@git/**/*.yaml", "@artifact/x"))
        .as("two stars are one name here")
        .containsOnlyKeys("x/deploy/a.yaml");
  }

  @Test
  void dotsLeadNowhere() throws Exception {
    assertThat(copied("@git/./*.md", "@artifact/./")).containsOnlyKeys("README.md");
    assertThat(copied("@git/./deploy/./*.yaml", "@artifact/")).containsOnlyKeys("deploy/a.yaml");
    assertThat(copied("@git/./deploy/**", "@artifact/"))
        .containsOnlyKeys("a.yaml", "b.md", "sub/c.yaml", "sub/d.md");
  }

  @Test
  void aFileIsCopiedToANameOrIntoAFolder() throws Exception {
    assertThat(copied("@git/README.md", "@artifact/docs.md")).containsOnlyKeys("docs.md");
    assertThat(copied("@git/README.md", "@artifact/docs/")).containsOnlyKeys("docs/README.md");
    assertThat(
            copied(
                List.of(
                    operation("@git/deploy", "@artifact/"),
                    operation("@git/README.md", "@artifact/deploy"))))
        .as("into a folder that is there")
        .containsKey("deploy/README.md");
  }

  @Test
  void leavesOutWhatIsExcludedByPathOrName() throws Exception {
    var byName = new CopyOperation("@git/deploy/**", "@artifact/", List.of("*.md"), "Overwrite");
    assertThat(copied(List.of(byName))).containsOnlyKeys("a.yaml", "sub/c.yaml");
    var byPath = new CopyOperation("@git/deploy/**", "@artifact/", List.of("sub/**"), "Overwrite");
    assertThat(copied(List.of(byPath))).containsOnlyKeys("a.yaml", "b.md");
    var artifact = new GeneratedArtifact("app", null, null, List.of(byPath));
    assertThat(Copies.of(artifact, Map.of("git", files(FILES))).at("sub"))
        .as("nor is the folder left")
        .isEmpty();
  }

  @Test
  void laterCopiesReplaceAndMergeFiles() throws Exception {
    var sources =
        Map.of(
            "base", files(Map.of("v.yaml", "a: 1\nm:\n  x: 1\n  k: 1\n")),
            "over", files(Map.of("v.yaml", "m:\n  k: 2\nl: [1]\n")));
    var base = operation("@base/v.yaml", "@artifact/v.yaml");
    var merge = new CopyOperation("@over/v.yaml", "@artifact/v.yaml", List.of(), "Merge");
    assertThat(copied(List.of(base, merge), sources))
        .containsEntry("v.yaml", "a: 1\nl:\n- 1\nm:\n  k: 2\n  x: 1\n");
    var replace = operation("@over/v.yaml", "@artifact/v.yaml");
    assertThat(copied(List.of(base, replace), sources))
        .containsEntry("v.yaml", "m:\n  k: 2\nl: [1]\n");
  }

  @Test
  void extractsArchivesAtAnyDepth() throws Exception {
    byte[] archive =
        TarGz.of(Map.of("chart/Chart.yaml", "name: c".getBytes(StandardCharsets.UTF_8)));
    var sources =
        Map.of(
            "git",
            StagedFiles.of(
                ArchiveTree.builder()
                    .add(ArchiveEntry.file("charts/one/c.tgz", archive))
                    .add(ArchiveEntry.file("charts/one/note.txt", new byte[0]))
                    .build()));
    var extract = new CopyOperation("@git/**/*", "@artifact/out", List.of(), "Extract");
    assertThat(copied(List.of(extract), sources)).containsOnlyKeys("out/chart/Chart.yaml");
  }

  @Test
  void refusesWhatLeadsOutOfTheArtifact() {
    for (String to : List.of("@artifact/../x", "@artifact/a/../../x", "@other/x")) {
      assertThatExceptionOfType(BuildException.class)
          .isThrownBy(() -> copied("@git/README.md", to))
          .withMessageContaining("failed to apply copy operation from '@git/README.md' to");
    }
    assertThatExceptionOfType(BuildException.class)
        .isThrownBy(() -> copied("@git/../../etc/passwd", "@artifact/"));
  }

  @Test
  void namesWhatIsMissing() {
    assertThatExceptionOfType(BuildException.class)
        .isThrownBy(() -> copied("@git/none.yaml", "@artifact/"))
        .withMessageContaining("source 'none.yaml' does not exist");
    assertThatExceptionOfType(BuildException.class)
        .isThrownBy(() -> copied("@git/none/*", "@artifact/"))
        .withMessageContaining("no files match pattern 'none/*' in source 'git'");
    assertThatExceptionOfType(BuildException.class)
        .isThrownBy(() -> copied("@oci/x", "@artifact/"))
        .withMessageContaining("source alias 'oci' not found");
  }

  @Test
  void theChecksumIsThatOfFluxsBuilder() throws Exception {
    StagedFiles one = files(Map.of("a.txt", "hello\n"));
    assertThat(ContentHash.of("app", one)).isEqualTo("854066545");
  }

  private static CopyOperation operation(String from, String to) {
    return new CopyOperation(from, to, List.of(), "Overwrite");
  }

  private static Map<String, String> copied(String from, String to) throws Exception {
    return copied(List.of(operation(from, to)));
  }

  private static Map<String, String> copied(List<CopyOperation> operations) throws Exception {
    return copied(operations, Map.of("git", files(FILES)));
  }

  private static Map<String, String> copied(
      List<CopyOperation> operations, Map<String, StagedFiles> sources) throws Exception {
    var artifact = new GeneratedArtifact("app", null, null, operations);
    Map<String, String> result = new TreeMap<>();
    for (var file : Copies.of(artifact, sources).files().entrySet()) {
      result.put(file.getKey(), text(file.getValue()));
    }
    return result;
  }

  private static String text(ArchiveEntry file) throws IOException {
    try (ArchiveEntry.Content content = file.content().open()) {
      return new String(content.stream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static StagedFiles files(Map<String, String> texts) {
    ArchiveTree.Builder tree = ArchiveTree.builder();
    texts.forEach(
        (path, text) -> tree.add(ArchiveEntry.file(path, text.getBytes(StandardCharsets.UTF_8))));
    return StagedFiles.of(tree.build());
  }
}
