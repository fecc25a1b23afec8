package dev.millrace.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.chart.ChartArchiveReader;
import dev.millrace.helm.chart.ChartException;
import dev.millrace.helm.chart.ChartLimits;
import dev.millrace.helm.chart.TestArchives;
import dev.millrace.helm.render.RenderException;
import dev.millrace.helm.schema.SchemaValidation;
import dev.millrace.helm.schema.SchemaViolation;
import dev.millrace.helm.values.PathSetter;
import dev.millrace.helm.values.SetLimits;
import dev.millrace.helm.values.SetSyntax;
import dev.millrace.helm.values.ValuesException;
import dev.millrace.helm.values.ValuesReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rows of SECURITY-CASES.md that concern templates, values and schemas; each test is named by
 * its row.
 */
class HostileTextTest {
  private static final String CHART = "apiVersion: v2\nname: app\nversion: 1.0.0\n";

  /** What a hostile input may take: five seconds, however busy the machine is, are far more. */
  private static final Duration SOON = Duration.ofSeconds(30);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ range 2000000 }}---\na: b\n{{ end }}",
        "{{ range 400 }}{{ repeat 1000000 \"x\" }}{{ end }}",
        "{{ $l := list \"x\" }}{{ range 60 }}{{ $l = list $l $l }}{{ end }}{{ toYaml $l }}",
        "{{ $l := list \"x\" }}{{ range 60 }}{{ $l = list $l $l }}{{ end }}{{ toToml $l }}",
        "{{ $d := dict }}{{ range until 500 }}{{ $_ := set $d (toString .) (repeat 1000000 \"x\") }}"
            + "{{ end }}{{ toYaml $d }}",
        "{{ define \"a\" }}{{ include \"a\" . }}{{ end }}{{ include \"a\" . }}",
        "{{ $t := \"{{ tpl .t . }}\" }}{{ tpl $t (dict \"t\" $t \"Template\" .Template) }}",
        "{{ range 9223372036854775807 }}{{ end }}"
      })
  void row17RunawayTemplatesEndWithAMessage(String template) {
    assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () ->
            assertThatThrownBy(() -> OneTemplate.render(template))
                .isInstanceOf(RenderException.class)
                .message()
                .isNotBlank());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ regexMatch \"(a+)+$\" (printf \"%s!\" (repeat 50000 \"a\")) }}",
        "{{ regexReplaceAll \"(.*a){20}x\" (repeat 2000 \"a\") \"b\" }}",
        "{{ .Files.Glob (repeat 200 \"*a\") | len }}"
      })
  void row22ExpressionsOfTheUserEndSoon(String template) {
    assertTimeoutPreemptively(
        SOON, () -> OneTemplate.render(template, Map.of("a".repeat(200) + "b", "")));
  }

  @Test
  void row61TemplatesAskNoNameServer() throws Exception {
    assertThat(OneTemplate.render("{{ getHostByName \"localhost\" }}")).isEmpty();
  }

  @Test
  void row17BombsOfAliasesInValuesAreRefused() {
    var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(10)));
    }
    assertTimeoutPreemptively(
        SOON,
        () ->
            assertThatThrownBy(() -> ValuesReader.read(bomb.toString()))
                .isInstanceOf(ValuesException.class)
                .hasMessageContaining("alias"));
    assertTimeoutPreemptively(
        SOON,
        () ->
            assertThat(
                    OneTemplate.render(
                        "{{ (fromYaml (.Files.Get \"bomb.yaml\")).Error }}",
                        Map.of("bomb.yaml", bomb.toString())))
                .contains("alias"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a[9999999999]=1", "a[2000000]=1", "a[0][0][99999999]=1"})
  void row59HugeIndexesAreRefused(String setting) {
    assertThatThrownBy(
            () -> PathSetter.set(new HashMap<>(), setting, SetSyntax.TYPED, SetLimits.defaults()))
        .isInstanceOf(ValuesException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"$ref\":\"#\"}",
        "{\"allOf\":[{\"$ref\":\"#\"}]}",
        "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"$ref\":\"#/$defs/b\"},\"b\":{\"$ref\":\"#/$defs/a\"}}}",
        "{\"$ref\":\"file:///etc/passwd\"}",
        "{\"$ref\":\"http://127.0.0.1:1/schema.json\"}",
        "{\"pattern\":\"(a+)+$\",\"type\":\"object\"}",
        "{\"type\":",
        "[]"
      })
  void row59SchemasThatRunInCirclesOrLeadAwayEnd(String schema) throws Exception {
    Chart chart =
        read(TestArchives.of(Map.of("app/Chart.yaml", CHART, "app/values.schema.json", schema)));
    assertTimeoutPreemptively(
        SOON,
        () -> {
          try {
            SchemaValidation.check(chart, Map.of("a", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"));
          } catch (SchemaViolation e) {
            assertThat(e.getMessage()).contains("app").doesNotContain("root:");
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dependencies: [null]",
        "maintainers: [null]",
        "dependencies: [{name: a, import-values: [null]}]",
        "dependencies: [{}]",
        "annotations: [a]",
        "dependencies: {a: b}",
        "name: null"
      })
  void row59EmptyEntriesAreNoCrash(String metadata) {
    byte[] archive =
        TestArchives.of(Map.of("app/Chart.yaml", CHART.replace("name: app", "") + metadata));
    assertThatThrownBy(() -> read(archive)).isInstanceOf(ChartException.class);
  }

  @Test
  void row59DeepSettingsAreRefused() {
    assertThatThrownBy(
            () ->
                PathSetter.set(
                    new HashMap<>(),
                    "a.".repeat(100_000) + "b=1",
                    SetSyntax.TYPED,
                    SetLimits.defaults()))
        .isInstanceOf(ValuesException.class);
  }

  private static Chart read(byte[] archive) throws ChartException {
    return new ChartArchiveReader(ChartLimits.defaults()).read(archive);
  }
}
