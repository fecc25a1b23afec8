package dev.millrace.controller.source.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.api.extensions.ArtifactGeneratorSpec;
import dev.millrace.api.extensions.CopyOperation;
import dev.millrace.api.extensions.GeneratedArtifact;
import dev.millrace.api.meta.CommonMetadata;
import dev.millrace.artifact.archive.ArchiveEntry;
import dev.millrace.artifact.archive.ArchiveTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PathPatternTest {
  @Test
  void makesAnArtifactOfEachFolder() throws BuildException {
    List<PlannedArtifact> planned =
        expand("@git/apps/{app}/envs/{env}", "{app}-{env}", "apps/Web/envs/Prod/a", "apps/x/b");
    assertThat(planned).hasSize(1);
    assertThat(planned.getFirst().artifact().name()).isEqualTo("web-prod");
    assertThat(planned.getFirst().labels()).isEqualTo(Map.of("app", "web", "env", "prod"));
    assertThat(planned.getFirst().artifact().copy().getFirst().from())
        .as("paths keep their case")
        .isEqualTo("@git/apps/Web/envs/Prod/**");
  }

  @Test
  void withoutAPatternTheArtifactsStayAsTheyAre() throws BuildException {
    assertThat(expand("", "plain", "a"))
        .extracting(one -> one.artifact().name())
        .containsExactly("plain");
  }

  @Test
  void refusesNamesThatMeetLabelsThatDontFitAndUnknownCaptures() {
    assertProblem(
        "both resolve to artifact name 'web'",
        "@git/apps/{app}",
        "{app}",
        "apps/Web/a",
        "apps/web/a");
    assertProblem("label value", "@git/apps/{app}", "{app}", "apps/a b/x");
    assertProblem("object name", "@git/apps/{app}", "{app}", "apps/a_b/x");
    assertProblem("not defined by pathPattern", "@git/apps/{app}", "{other}", "apps/a/x");
    assertProblem("duplicate capture", "@git/{a}/{a}", "{a}", "a/b/c");
    assertProblem("brace", "@git/{a/b", "{a}", "a/b/c");
    assertProblem("not found", "@oci/{a}", "{a}", "a/b");
  }

  private static void assertProblem(String problem, String pattern, String name, String... files) {
    assertThatExceptionOfType(BuildException.class)
        .isThrownBy(() -> expand(pattern, name, files))
        .withMessageContaining(problem);
  }

  private static List<PlannedArtifact> expand(String pattern, String name, String... files)
      throws BuildException {
    ArchiveTree.Builder tree = ArchiveTree.builder();
    for (String file : files) {
      tree.add(ArchiveEntry.file(file, new byte[0]));
    }
    var copy =
        new CopyOperation("@git/apps/{app}/envs/{env}/**", "@artifact/", List.of(), "Overwrite");
    boolean both = pattern.contains("{env}");
    var artifact = new GeneratedArtifact(name, null, null, both ? List.of(copy) : List.of());
    var spec =
        new ArtifactGeneratorSpec(List.of(), List.of(artifact), pattern, CommonMetadata.NONE);
    return PathPattern.expand(spec, Map.of("git", StagedFiles.of(tree.build())));
  }
}
