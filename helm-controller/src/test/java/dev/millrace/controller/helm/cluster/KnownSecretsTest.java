package dev.millrace.controller.helm.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.object.KubeObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownSecretsTest {
  private final KnownSecrets secrets = new KnownSecrets();

  @Test
  void masksValuesAsTheyAreEncodedAndEscaped() {
    secrets.add(secret(Map.of("a", "hunter2", "b", "two\nlines \"quoted\"", "c", "padded \n")));

    assertThat(secrets.scrub("a hunter2, " + encoded("hunter2") + " and hunter23"))
        .isEqualTo("a ***, *** and ***3");
    assertThat(secrets.scrub("value: \"two\\nlines \\\"quoted\\\"\"")).isEqualTo("value: \"***\"");
    assertThat(secrets.scrub("is padded now")).isEqualTo("is *** now");
  }

  @Test
  void masksShortValuesOnlyAsWords() {
    secrets.add(secret(Map.of("a", "no", "b", " ")));

    assertThat(secrets.scrub("no: nothing is known")).isEqualTo("***: nothing is known");
  }

  @Test
  void leavesWhatIsInOtherObjectsAlone() {
    secrets.add(
        KubeObject.of(
            Map.of(
                "apiVersion",
                "v1",
                "kind",
                "ConfigMap",
                "metadata",
                Map.of("name", "a"),
                "data",
                Map.of("a", "hunter2"))));

    assertThat(secrets.scrub("hunter2")).isEqualTo("hunter2");
  }

  @Test
  void showsNothingWhenThereIsTooMuchToMask() {
    Map<String, String> many = new TreeMap<>();
    IntStream.range(0, 20_001).forEach(i -> many.put("k" + i, "value-" + i));
    secrets.add(secret(many));
    secrets.add(secret(Map.of("a", "hunter2")));

    assertThat(secrets.scrub("it is value-1 or hunter2"))
        .doesNotContain("value-1", "hunter2")
        .contains("looks up more Secrets");
  }

  @Test
  void masksTextsInTheQuotesOfServerAndEngine() {
    secrets.add(List.of("it's <a>\t\"b\"", "two\nlines"));

    assertThat(
            secrets.scrub(
                "Invalid value: \"it's \\u003ca\\u003e\\t\\\"b\\\"\", \"it's <a>\\t\\\"b\\\"\" and"
                    + " 'two\\nlines'"))
        .isEqualTo("Invalid value: \"***\", \"***\" and '***'");
    assertThat(secrets.scrub("'it\\'s <a>\t\"b\"'")).isEqualTo("'***'");
  }

  private static KubeObject secret(Map<String, String> values) {
    Map<String, Object> data = new TreeMap<>();
    values.forEach((key, value) -> data.put(key, encoded(value)));
    return KubeObject.of(
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "Secret",
            "metadata",
            Map.of("name", "db", "namespace", "ns"),
            "data",
            data));
  }

  private static String encoded(String value) {
    return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
  }
}
