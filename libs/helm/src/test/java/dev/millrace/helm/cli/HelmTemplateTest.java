package dev.millrace.helm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelmTemplateTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeChart() throws IOException {
    Path templates = Files.createDirectories(folder.resolve("chart/templates"));
    Path crds = Files.createDirectories(folder.resolve("chart/crds"));
    Files.writeString(folder.resolve("chart/Chart.yaml"), "name: app\nversion: 1.0.0\n");
    Files.writeString(
        templates.resolve("a.yaml"),
        "kind: A\nns: {{ .Release.Namespace }}\nv: {{ .Values.v }}\nk: {{ .Capabilities.KubeVersion }}\n");
    Files.writeString(templates.resolve("NOTES.txt"), "hello");
    Files.writeString(crds.resolve("c.yaml"), "kind: C\n");
    Files.writeString(folder.resolve("values.yaml"), "v: 1\n");
  }

  @Test
  void printsWhatHelmPrints() throws CommandFailure {
    assertThat(
            run(
                "template",
                "rel",
                folder.resolve("chart").toString(),
                "-n",
                "ns",
                "-f",
                folder.resolve("values.yaml").toString(),
                "--set",
                "v=2",
                "--kube-version",
                "1.33.1",
                "--include-crds"))
        .isEqualTo(
            """
            ---
            # Source: app/crds/c.yaml
            kind: C

            ---
            # Source: app/templates/a.yaml
            kind: A
            ns: ns
            v: 2
            k: v1.33.1
            """);
  }

  @Test
  void explainsItself() {
    assertThatThrownBy(() -> run("template", "rel")).hasMessageContaining("usage: template NAME");
    assertThatThrownBy(() -> run("rel", "x", "--what")).hasMessageContaining("unknown flag --what");
    assertThatThrownBy(() -> run("rel", "x", "-f")).hasMessageContaining("needs a value");
    assertThatThrownBy(() -> run("rel", folder.resolve("chart").toString(), "--set", "v"))
        .hasMessage("Error: key \"v\" has no value");
  }

  private static String run(String... arguments) throws CommandFailure {
    var bytes = new ByteArrayOutputStream();
    HelmTemplate.run(arguments, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
