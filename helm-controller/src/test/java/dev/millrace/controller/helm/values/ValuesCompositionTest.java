package dev.millrace.controller.helm.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.controller.helm.values.ValuesFailure.Reason;
import dev.millrace.helm.values.ValuesException;
import dev.millrace.helm.values.ValuesReader;
import dev.millrace.yaml.GoJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Expectations recorded from Flux's own package. */
class ValuesCompositionTest {
  private static final Map<String, Map<String, String>> DATA =
      Map.of(
          "ConfigMap/base",
              Map.of(
                  "values.yaml",
                  "a: {x: 1, z: 2}\nl: [1]",
                  "num",
                  "7",
                  "q",
                  "'7'",
                  "hosts",
                  "one,two"),
          "Secret/top", Map.of("values.yaml", "a: {z: 3}", "token", "s3cret,and"));

  @Test
  void laterReferencesWinAndInlineValuesWinOverAll() throws Exception {
    assertThat(compose("{a: {x: inline}, k: v}", file("ConfigMap", "base"), file("Secret", "top")))
        .isEqualTo("{\"a\":{\"x\":\"inline\",\"z\":3},\"k\":\"v\",\"l\":[1]}");
  }

  @Test
  void aTargetPathWinsOnlyWhereItSharesATableWithTheInlineValues() throws Exception {
    ValuesReference nested = path("ConfigMap", "base", "num", "a.x", false);
    assertThat(compose("{a: {x: 1}}", nested)).isEqualTo("{\"a\":{\"x\":7}}");
    assertThat(compose("{x: 1}", path("ConfigMap", "base", "num", "x", false)))
        .isEqualTo("{\"x\":1}");
    assertThat(compose("{a: {x: 1}}", file("ConfigMap", "base"), nested))
        .isEqualTo("{\"a\":{\"x\":1,\"z\":2},\"l\":[1]}");
  }

  @Test
  void quotesMakeTextsAndLiteralsStayAsTheyAre() throws Exception {
    assertThat(compose("{}", path("ConfigMap", "base", "q", "x", false)))
        .isEqualTo("{\"x\":\"7\"}");
    assertThat(compose("{}", path("ConfigMap", "base", "q", "x", true)))
        .isEqualTo("{\"x\":\"'7'\"}");
    assertThat(compose("{}", path("Secret", "top", "token", "x", true)))
        .isEqualTo("{\"x\":\"s3cret,and\"}");
  }

  @Test
  void passesOverWhatIsOptional() throws Exception {
    var missing = new ValuesReference("Secret", "none", "values.yaml", "", false, true);
    var noKey = new ValuesReference("Secret", "top", "none", "", false, true);
    assertThat(compose("{x: 1}", missing, noKey)).isEqualTo("{\"x\":1}");
  }

  @Test
  void namesTheReferenceButNeverTheSecret() {
    assertThatThrownBy(() -> compose("{}", path("Secret", "top", "token", "x", false)))
        .isInstanceOfSatisfying(
            ValuesFailure.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNSETTABLE))
        .hasMessageStartingWith(
            "could not resolve Secret chart values reference 'ns/top' with key 'token': ")
        .hasMessageNotContaining("and\"")
        .hasMessageNotContaining("s3cret");
    assertThatThrownBy(() -> compose("{}", file("Secret", "none")))
        .hasMessage(
            "could not resolve Secret chart values reference 'ns/none' with key 'values.yaml':"
                + " resource not found");
    assertThatThrownBy(() -> compose("{}", file("Pod", "x")))
        .hasMessageContaining("unsupported values reference kind");
    assertThatThrownBy(() -> compose("{}", path("ConfigMap", "base", "num", "", false)))
        .hasMessageContaining("the values must be a table");
  }

  @Test
  void saysWhereAValueCannotBeSetAndWhatToDo() {
    assertThatThrownBy(() -> compose("{}", path("ConfigMap", "base", "hosts", "net.hosts", false)))
        .hasMessage(
            "could not resolve ConfigMap chart values reference 'ns/base' with key 'hosts': its"
                + " value can't be set at net.hosts: key \"two\" has no value; check the path, and"
                + " escape commas in the value or mark it as literal");
  }

  @Test
  void digestsDependOnTheValuesAlone() throws ValuesException {
    assertThat(ValuesDigest.of(Map.of()))
        .isEqualTo("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(ValuesDigest.of(ValuesReader.read("list: [{x: 'a,b'}]")))
        .isEqualTo("sha256:854df2e7d6d3eda4382c723ddadded58deae0d3c259387e260e58611fae3f687");
    assertThat(ValuesDigest.of(ValuesReader.read("{b: 1, a: 2}")))
        .isEqualTo(ValuesDigest.of(ValuesReader.read("{a: 2, b: 1}")));
  }

  private static String compose(String inline, ValuesReference... references)
      throws ValuesException, ValuesFailure {
    return GoJson.write(
        ValuesComposition.compose(
                ValuesReader.read(inline),
                List.of(references),
                "ns",
                (kind, name) -> Optional.ofNullable(DATA.get(kind + "/" + name)))
            .values());
  }

  private static ValuesReference file(String kind, String name) {
    return new ValuesReference(kind, name, ValuesReference.DEFAULT_KEY, "", false, false);
  }

  private static ValuesReference path(
      String kind, String name, String key, String path, boolean literal) {
    return new ValuesReference(kind, name, key, path, literal, false);
  }
}
