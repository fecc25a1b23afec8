package dev.millrace.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.argocd.cli.ImportCommand;
import dev.millrace.yaml.YamlReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
  private static final String WEB =
      ApplicationImportTest.application(
          "web",
          "source: {repoURL: https://git.acme.io/a.git, directory: {}}\n"
              + "syncPolicy: {automated: {selfHeal: true}}\n");
  private static final String PLUGIN = WEB.replace("directory: {}", "plugin: {}");

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void convertsTheStandardInput() {
    assertThat(run(WEB, "import", "argocd")).isTrue();
    assertThat(YamlReader.sigs().readAll(text(out))).hasSizeGreaterThanOrEqualTo(2);
    assertThat(text(out)).contains("# Application argocd/web").contains("kind: Kustomization");
  }

  @Test
  void convertsFoldersAndReadsLists() throws IOException {
    Files.writeString(
        folder.resolve("all.yaml"), "kind: List\nitems:\n- " + WEB.indent(2).strip() + "\n");
    Files.writeString(folder.resolve("README.md"), "not: [yaml");

    assertThat(run("", "import", "argocd", folder.toString(), "--namespace=apps")).isTrue();
    assertThat(text(out)).contains("namespace: apps");
  }

  @Test
  void failsAfterPrintingWhenSomethingIsLost() {
    assertThat(run(PLUGIN, "import", "argocd")).isFalse();
    assertThat(text(out)).contains("# not converted: spec.source.plugin").contains("Kustomization");
    assertThat(text(err)).contains("Application argocd/web: not converted: spec.source.plugin");

    assertThat(run(PLUGIN, "import", "argocd", "--allow-incomplete")).isTrue();
  }

  @Test
  void explainsWhatItDoesNotUnderstand() {
    assertThat(run("", "import", "--repository")).isFalse();
    assertThat(text(err)).contains("Usage: import argocd");
    assertThat(run("", "import", "argocd", "--repository", "nothing")).isFalse();
    assertThat(text(err)).contains("--repository needs URL=FOLDER");
    assertThat(run("", "import", "argocd", folder.resolve("none.yaml").toString())).isFalse();
    assertThat(text(err)).contains("there is no file or folder");
    assertThat(run("a: [", "import", "argocd")).isFalse();
  }

  private boolean run(String input, String... args) {
    return new ImportCommand(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(List.of(args));
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
