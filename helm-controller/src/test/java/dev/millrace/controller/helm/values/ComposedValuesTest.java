package dev.millrace.controller.helm.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.chart.ChartArchiveReader;
import dev.millrace.helm.chart.ChartLimits;
import dev.millrace.helm.values.ValuesReader;
import dev.millrace.servers.TarGz;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which texts of values must not be shown. */
class ComposedValuesTest {
  @Test
  void hidesTheTextsThatSecretsBrought() throws Exception {
    assertThat(hidden("{a: {b: [hunter2]}, pin: 84726195}", "{}"))
        .contains("hunter2", "84726195", "8.4726195e+07");
  }

  @Test
  void hidesEachLineOfALongText() throws Exception {
    assertThat(hidden("{key: \"begin of key\\nx\\nend of key\\n\"}", "{}"))
        .containsExactlyInAnyOrder("begin of key\nx\nend of key\n", "begin of key", "end of key");
  }

  @Test
  void showsWhatTellsNothing() throws Exception {
    assertThat(hidden("{a: true, b: 'true', c: 8080, d: '65535', e: abc, f: null, g: none}", "{}"))
        .isEmpty();
    assertThat(hidden("{a: '65536', b: four}", "{}")).containsExactlyInAnyOrder("65536", "four");
  }

  @Test
  void showsWhatIsKnownWithoutTheSecret() throws Exception {
    assertThat(hidden("{a: nginx, b: blue, c: inline, d: web-1, e: secret}", "{c: inline}"))
        .containsExactly("secret");
  }

  @Test
  void hidesWhatOtherValuesReplaced() throws Exception {
    assertThat(hidden("{a: hunter2}", "{a: public}")).containsExactly("hunter2");
  }

  @Test
  void hidesWhatIsSetAtAPath() throws Exception {
    var reference = new ValuesReference("Secret", "s", "values.yaml", "list", false, false);

    assertThat(
            compose("{hunter2,hunter3}", "{list: [public]}", reference).hidden(chart(), Set.of()))
        .containsExactlyInAnyOrder("hunter2", "hunter3", "{hunter2,hunter3}");
  }

  /** The value lands in a table of the inline values, which do not become secret or known by it. */
  @Test
  void takesNothingThatIsSetAmongInlineValuesForInline() throws Exception {
    var reference = new ValuesReference("Secret", "s", "values.yaml", "db.password", true, false);

    ComposedValues composed = compose("hunter2", "{db: {password: none yet}}", reference);

    assertThat(composed.values()).containsEntry("db", Map.of("password", "hunter2"));
    assertThat(composed.hidden(chart(), Set.of())).containsExactly("hunter2");
  }

  @Test
  void quotesNothingOfASecretThatIsNoYaml() {
    assertThatThrownBy(() -> compose("a: *hunter2", "{}", file()))
        .hasMessageContaining("line 1")
        .hasMessageNotContaining("hunter2");
  }

  private static Set<String> hidden(String secret, String inline) throws Exception {
    return compose(secret, inline, file()).hidden(chart(), List.of("web-1"));
  }

  private static ValuesReference file() {
    return new ValuesReference("Secret", "s", "values.yaml", "", false, false);
  }

  private static ComposedValues compose(String secret, String inline, ValuesReference reference)
      throws Exception {
    var map = new ValuesReference("ConfigMap", "m", "values.yaml", "", false, false);
    return ValuesComposition.compose(
        ValuesReader.read(inline),
        List.of(map, reference),
        "ns",
        (kind, _) ->
            Optional.of(Map.of("values.yaml", kind.equals("Secret") ? secret : "{color: blue}")));
  }

  private static Chart chart() throws Exception {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("c/Chart.yaml", bytes("apiVersion: v2\nname: c\nversion: 1.0.0\n"));
    files.put("c/charts/sub/Chart.yaml", bytes("apiVersion: v2\nname: sub\nversion: 1.0.0\n"));
    files.put("c/charts/sub/values.yaml", bytes("image: nginx\n"));
    return new ChartArchiveReader(ChartLimits.defaults()).read(TarGz.of(files));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
