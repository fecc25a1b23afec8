package dev.millrace.helm.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.dependency.Charts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which charts may put what is in a Secret of the cluster into other objects. */
class SecretLookupsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ (lookup \"v1\" \"Secret\" .Release.Namespace \"db\").data.password | b64dec }}",
        "{{- $found := lookup `v1` `Secret` \"ns\" \"\" -}}",
        "{{ \"db\" | lookup \"v1\"\n  \"Secret\" \"ns\" }}",
        "{{ lookup .apiVersion .kind .namespace .name }}",
        "{{ lookup (printf \"v%s\" \"1\") \"Secret\" \"ns\" \"db\" }}",
        "{{ lookup \"v1\" (printf \"Sec%s\" \"ret\") \"ns\" \"db\" }}",
        "{{ lookup \"v1\" \"ConfigMap\" \"ns\" \"a\" }}{{ lookup \"v1\" \"Secret\" \"ns\" \"a\" }}",
        "{{ $l := list \"v1\" }}{{lookup}}"
      })
  void seesWhatMayReadSecrets(String template) {
    assertThat(mayRead(Map.of("templates/a.yaml", template))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: {{ .Values.lookup }}",
        "{{ include \"app.lookup\" . }}{{ include \"lookup\" . }}",
        "{{ $lookup := 1 }}{{ $lookup }}",
        "{{ (lookup \"v1\" \"ConfigMap\" .Release.Namespace \"settings\").data }}",
        "{{ lookup \"apps/v1\" `Deployment` \"ns\" \"\" }}"
      })
  void seesWhatReadsNone(String template) {
    assertThat(mayRead(Map.of("templates/a.yaml", template))).isFalse();
  }

  @Test
  void looksIntoSubchartsFilesAndDefaults() {
    String call = "{{ lookup \"v1\" \"Secret\" \"ns\" \"db\" }}";
    assertThat(
            mayRead(
                Map.of("charts/sub/Chart.yaml", "name: sub", "charts/sub/templates/_a.tpl", call)))
        .isTrue();
    assertThat(mayRead(Map.of("files/a.tpl", call))).isTrue();
    assertThat(mayRead(Map.of("values.yaml", "a: [{b: '" + call + "'}]"))).isTrue();
    assertThat(mayRead(Map.of("README.md", "Passwords are found by lookup of the Secret.")))
        .isFalse();
  }

  @Test
  void looksIntoTheValuesOfTheUser() {
    Chart chart = Charts.of(Map.of("Chart.yaml", "name: app"));
    String call = "{{ (lookup \"v1\" \"Secret\" \"ns\" \"db\").data }}";

    assertThat(SecretLookups.mayBeIn(chart, Map.of("a", List.of(Map.of("b", call))))).isTrue();
    assertThat(SecretLookups.mayBeIn(chart, Map.of("a", List.of(1L, "lookup me")))).isFalse();
  }

  private static boolean mayRead(Map<String, String> files) {
    Map<String, String> all = new TreeMap<>(files);
    all.put("Chart.yaml", "name: app");
    return SecretLookups.mayBeIn(Charts.of(all), Map.of());
  }
}
