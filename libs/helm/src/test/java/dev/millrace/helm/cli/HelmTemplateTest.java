package dev.millrace.helm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
        "kind: A\n"
            + "ns: {{ .Release.Namespace }}\n"
            + "v: {{ .Values.v }}\n"
            + "k: {{ .Capabilities.KubeVersion }}\n");
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

  private String template(String... flags) throws CommandFailure {
    String[] arguments = Arrays.copyOf(flags, flags.length + 2);
    arguments[flags.length] = "rel";
    arguments[flags.length + 1] = folder.resolve("chart").toString();
    return run(arguments);
  }

  private void write(String path, String text) throws IOException {
    Files.writeString(folder.resolve(path), text);
  }

  /** Not in the order of the command line, but as Helm does. */
  @Test
  void appliesSettingsByKind() throws Exception {
    write("more.yaml", "v: 2\n");
    write("text", "a,b\n");
    write("chart/templates/a.yaml", "v: {{ toJson .Values.v }}");
    String files = "--values=" + folder.resolve("values.yaml") + "," + folder.resolve("more.yaml");
    assertThat(template(files)).endsWith("\nv: 2\n");
    assertThat(template("--set", "v=3", files, "--set-json={\"v\": [4]}")).endsWith("\nv: 3\n");
    assertThat(template("--set-json", "v={\"b\": 1}")).endsWith("\nv: {\"b\":1}\n");
    assertThat(template("--set-string", "v=5", "--set", "v=6")).endsWith("\nv: \"5\"\n");
    assertThat(template("--set-literal=v=1,w=2", "--set-string", "v=5"))
        .endsWith("\nv: \"1,w=2\"\n");
    assertThat(template("--set-file", "v=" + folder.resolve("text"))).endsWith("\nv: \"a,b\\n\"\n");
  }

  @Test
  void showsTemplatesAndHooksThatAreAskedFor() throws Exception {
    write("chart/templates/a.yaml", "kind: A");
    write("chart/templates/h.yaml", hook("H", "pre-install"));
    write("chart/templates/t.yaml", hook("T", "test"));
    assertThat(template("-s", "templates/a.yaml"))
        .isEqualTo("---\n# Source: app/templates/a.yaml\nkind: A\n\n");
    assertThat(template("--show-only=templates/[ht]*", "--skip-tests"))
        .contains("kind: H")
        .doesNotContain("kind: A", "kind: T");
    assertThat(template("--no-hooks")).contains("kind: A").doesNotContain("kind: H", "kind: T");
    assertThat(template("--include-crds", "-s", "crds/c.yaml")).contains("kind: C");
    assertThatThrownBy(() -> template("-s", "templates/nope.yaml"))
        .hasMessage("Error: could not find template templates/nope.yaml in chart");
  }

  private static String hook(String kind, String event) {
    return "kind: %s\nmetadata: {name: h, annotations: {helm.sh/hook: %s}}\n"
        .formatted(kind, event);
  }

  @Test
  void tellsTemplatesOfTheReleaseAndTheCluster() throws Exception {
    write(
        "chart/templates/a.yaml",
        "up: {{ .Release.IsUpgrade }}\nhas: {{ .Capabilities.APIVersions.Has \"y/v1\" }}");
    assertThat(template()).endsWith("\nup: false\nhas: false\n");
    assertThat(template("--is-upgrade", "-a", "x/v1,y/v1")).endsWith("\nup: true\nhas: true\n");
    assertThat(template("--is-upgrade=false")).endsWith("\nup: false\nhas: false\n");
  }

  @Test
  void checksValuesAgainstTheSchemaUnlessToldNotTo() throws Exception {
    write("chart/values.schema.json", "{\"required\": [\"x\"]}");
    assertThatThrownBy(this::template).hasMessageContaining("missing property 'x'");
    assertThat(template("--skip-schema-validation")).contains("kind: A");
  }

  @Test
  void needsNoName() throws Exception {
    write("chart/templates/a.yaml", "n: {{ .Release.Name }}");
    assertThat(run(folder.resolve("chart").toString())).endsWith("\nn: release-name\n");
  }

  @Test
  void explainsItself() {
    assertThatThrownBy(() -> run("template"))
        .hasMessageStartingWith("Error: \"template\" requires at least 1 argument")
        .hasMessageContaining("usage: template [NAME] CHART");
    assertThatThrownBy(() -> template("--what")).hasMessage("Error: unknown flag: --what");
    assertThatThrownBy(() -> run("rel", "x", "-f")).hasMessage("Error: flag needs an argument: -f");
    assertThatThrownBy(() -> run("a", "b", "c", "d"))
        .hasMessage("Error: expected at most two arguments, unexpected arguments: c, d");
    assertThatThrownBy(() -> template("--validate"))
        .hasMessage("Error: the flag --validate is not supported: it needs a cluster");
    assertThatThrownBy(() -> template("--set", "v"))
        .hasMessage("Error: failed parsing --set data: key \"v\" has no value");
    assertThatThrownBy(() -> template("-f", "nope.yaml"))
        .hasMessage("Error: open nope.yaml: no such file or directory");
    assertThatThrownBy(() -> template("--kube-version", "x"))
        .hasMessage("Error: invalid kube version 'x': could not parse \"x\" as version");
    assertThatThrownBy(() -> template("-g"))
        .hasMessage("Error: cannot set --generate-name and also specify a name");
    assertThatThrownBy(() -> run("R_", folder.resolve("chart").toString()))
        .hasMessageContaining("release name \"R_\": invalid release name");
    assertThatThrownBy(() -> run("rel", folder.resolve("nope").toString()))
        .hasMessageContaining("not found; give a folder or a packed chart");
  }

  private static String run(String... arguments) throws CommandFailure {
    var bytes = new ByteArrayOutputStream();
    HelmTemplate.run(arguments, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
