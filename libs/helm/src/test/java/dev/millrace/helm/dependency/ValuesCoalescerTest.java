package dev.millrace.helm.dependency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.values.ValuesException;
import dev.millrace.helm.values.ValuesReader;
import dev.millrace.yaml.GoJson;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesCoalescerTest {
  private static final Chart CHART =
      Charts.of(
          Map.of(
              "Chart.yaml", "name: parent",
              "values.yaml", "a: 1\nm: {x: 1, k: {z: 2}}\ngone: null\nglobal: {g: p, t: {p: 1}}\n",
              "charts/child/Chart.yaml", "name: child",
              "charts/child/values.yaml",
                  "p: 1\nq: {r: 0, s: 2}\nu: {v: null}\nglobal: {t: {c: 2}}"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | ~a~:1",
        "m: {x: null} | ~m~:{~k~:{~z~:2}}",
        "m: {k: {z: null}} | ~m~:{~k~:{},~x~:1}",
        "m: str | ~m~:~str~",
        "new: null | ~new~:null",
        "child: {q: {s: null}} | ~q~:{~r~:0}",
        "child: {p: null} | ~child~:{~global~:{~g~:~p~,~t~:{~c~:2,~p~:1}},~q~:{~r~:0,~s~:2},~u~:{}}",
      })
  void joinsDefaultsAndUserValues(String user, String part) throws ValuesException {
    assertThat(coalesce(user)).contains(part.replace('~', '"')).doesNotContain("gone");
  }

  @Test
  void nullDeletesADefault() throws ValuesException {
    assertThat(coalesce("a: null")).doesNotContain("\"a\"");
  }

  @Test
  void globalsOfTheParentReachTheChild() throws ValuesException {
    assertThat(coalesce("global: {g: user}"))
        .contains("\"child\":{\"global\":{\"g\":\"user\",\"t\":{\"c\":2,\"p\":1}}");
  }

  @Test
  void doesNotChangeWhatItWasGiven() throws ValuesException {
    Map<String, Object> user = ValuesReader.read("m: {x: null}\nchild: {q: {r: 7}}");
    ValuesCoalescer.coalesce(CHART, user);
    assertThat(GoJson.write(user)).isEqualTo("{\"child\":{\"q\":{\"r\":7}},\"m\":{\"x\":null}}");
    assertThat(CHART.values()).containsKey("gone");
  }

  @Test
  void refusesAScalarInPlaceOfASubchartsValues() {
    assertThatThrownBy(() -> coalesce("child: 5"))
        .hasMessage("the values of subchart \"child\" must be a table, but are a number");
  }

  private static String coalesce(String user) throws ValuesException {
    return GoJson.write(ValuesCoalescer.coalesce(CHART, ValuesReader.read(user)));
  }
}
