package dev.millrace.kustomize.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KustomizeCommandTest {
  private static final String POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: \u00e9\n";
  private static final String NAMESPACE =
      "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: team\n";

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void setUp() throws IOException {
    Files.createDirectories(folder.resolve("app"));
    Files.writeString(folder.resolve("app/kustomization.yaml"), "resources: [r.yaml]\n");
    Files.writeString(folder.resolve("app/r.yaml"), POD + "---\n" + NAMESPACE);
    Files.writeString(folder.resolve("outside.yaml"), NAMESPACE);
  }

  @Test
  void printsTheObjectsInLegacyOrder() {
    assertThat(run("build", app())).isTrue();
    assertThat(text(out)).isEqualTo(NAMESPACE + "---\n" + POD);
    assertThat(text(err)).isEmpty();
  }

  @Test
  void flagsChangeTheBuild() {
    assertThat(run("build", app(), "--reorder", "none", "--enable-managedby-label")).isTrue();
    assertThat(text(out)).startsWith("apiVersion: v1\nkind: Pod").contains("managed-by: kustomize");
  }

  @Test
  void loadRestrictionsCanBeLifted() throws IOException {
    Files.writeString(folder.resolve("app/kustomization.yaml"), "resources: [../outside.yaml]\n");
    assertThat(run("build", app())).isFalse();
    assertThat(text(err)).contains("kustomization.yaml:1").contains("not in or below");
    assertThat(run("build", app(), "--load-restrictor", "none")).isTrue();
    assertThat(run("build", app(), "--load-restrictor", "none", "--root", app())).isFalse();
  }

  @Test
  void optionsOfTheOriginalAreUnderstood() throws IOException {
    Files.writeString(folder.resolve("app/kustomization.yaml"), "resources: [../outside.yaml]\n");
    Path made = folder.resolve("made.yaml");
    assertThat(run("build", "--load-restrictor=LoadRestrictionsNone", app(), "-o", made.toString()))
        .isTrue();
    assertThat(text(out)).isEmpty();
    assertThat(made).hasContent(NAMESPACE);
  }

  @Test
  void helpIsNoFailure() {
    assertThat(run("--help")).isTrue();
    assertThat(text(out)).startsWith("Usage: build [PATH]");
    assertThat(text(err)).isEmpty();
  }

  @Test
  void eachProblemHasALine() throws IOException {
    Files.writeString(folder.resolve("app/kustomization.yaml"), "resources: [x.yaml, y.yaml]\n");
    assertThat(run("build", app())).isFalse();
    assertThat(text(out)).isEmpty();
    assertThat(text(err).lines()).hasSize(2).allMatch(line -> line.startsWith("Error: "));
  }

  @Test
  void wrongUseIsExplained() {
    for (List<String> args :
        List.of(
            List.<String>of(),
            List.of("make"),
            List.of("build", "--what"),
            List.of("build", "one", "two"),
            List.of("build", "--reorder", "random"),
            List.of("build", "--root"))) {
      err.reset();
      assertThat(run(args.toArray(String[]::new))).isFalse();
      assertThat(text(err)).startsWith("Error: ").contains("Usage: build [PATH]");
    }
    err.reset();
    assertThat(run("build", folder.resolve("gone").toString())).isFalse();
    assertThat(text(err)).contains("there is no file or folder").contains("gone");
  }

  private boolean run(String... args) {
    return new KustomizeCommand(stream(out), stream(err)).run(List.of(args));
  }

  private String app() {
    return folder.resolve("app").toString();
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
