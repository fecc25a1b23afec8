package dev.millrace.helm.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.helm.values.ValuesException;
import dev.millrace.helm.values.ValuesReader;
import dev.millrace.yaml.GoJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreeWayMergeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a: 1 | a: 2 | a: 1 | {'a':2}",
        "a: 1 | a: 2 | a: 3 | {'a':2}",
        "a: 1 | {} | a: 3 | {'a':null}",
        "{} | {} | a: 3 | {}",
        "a: 1 | a: 1 | {a: 1, b: 2} | {}",
        "a: {b: 1, c: 2} | a: {b: 1} | a: {b: 1, c: 2, d: 3} | {'a':{'c':null}}",
        "l: [1] | l: [2] | l: [1, 3] | {'l':[2]}",
        "containers: [{name: a, x: 1}] | containers: [{name: a, x: 2}] | containers: [{name: a, x: 1, d: z}, {name: side}] | {'containers':[{'d':'z','name':'a','x':2},{'name':'side'}]}",
        "containers: [{name: a}, {name: b}] | containers: [{name: a}] | containers: [{name: a}, {name: b}, {name: side}] | {'containers':[{'name':'a'},{'name':'side'}]}",
        "containers: [{name: a}] | containers: [{name: a}] | containers: [{name: a}, {name: side}] | {}",
      })
  void keepsWhatOthersSet(String previous, String wanted, String live, String patch)
      throws ValuesException {
    var merge =
        new ThreeWayMerge(new ObjectRef("apps/v1", "Deployment", "ns", "x"), ListKeys.builtIn());
    assertThat(
            GoJson.write(
                merge.patch(
                    ValuesReader.read(previous),
                    ValuesReader.read(wanted),
                    ValuesReader.read(live))))
        .isEqualTo(patch.replace('\'', '"'));
  }
}
