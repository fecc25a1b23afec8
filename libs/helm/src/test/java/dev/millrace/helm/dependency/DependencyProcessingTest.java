package dev.millrace.helm.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.values.ValuesException;
import dev.millrace.helm.values.ValuesReader;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DependencyProcessingTest {
  private static final Chart CHART =
      Charts.of(
          Map.of(
              "Chart.yaml",
              """
              name: parent
              dependencies:
              - {name: child, version: ">=1.0.0", alias: a, condition: "a.enabled,global.a"}
              - {name: child, version: "*", alias: b, tags: [front, back]}
              - {name: child, version: "2.x", alias: wrong-version}
              """,
              "values.yaml",
              "tags: {back: false}",
              "charts/child/Chart.yaml",
              "name: child",
              "charts/child/values.yaml",
              "exports: {data: {port: 1}}\nlist: {x: 1}",
              "charts/other/Chart.yaml",
              "name: other"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | other,a",
        "tags: {front: true} | other,a,b",
        "a: {enabled: false} | other",
        "a: {enabled: 'no'} | other,a",
        "global: {a: false} | other",
        "{a: {enabled: true}, global: {a: false}} | other,a",
      })
  void decidesByConditionsAndTags(String values, String enabled) throws ValuesException {
    Chart processed = DependencyProcessing.process(CHART, ValuesReader.read(values));
    assertThat(processed.dependencies())
        .extracting(Chart::name)
        .containsExactly(enabled.split(","));
  }

  @Test
  void importsValuesWithoutOverridingTheParents() throws ValuesException {
    Chart chart =
        Charts.of(
            Map.of(
                "Chart.yaml",
                """
                name: parent
                dependencies:
                - name: child
                  version: "*"
                  import-values: [data, {child: list, parent: here.there}, {child: no, parent: x}]
                """,
                "values.yaml",
                "here: {there: {x: own}}",
                "charts/child/Chart.yaml",
                "name: child",
                "charts/child/values.yaml",
                "exports: {data: {port: 1}}\nlist: {x: 1, z: 2}"));
    Chart processed = DependencyProcessing.process(chart, Map.of());
    assertThat(processed.values())
        .containsEntry("port", 1.0)
        .containsEntry("here", Map.of("there", Map.of("x", "own", "z", 2.0)));
    assertThat(processed.metadata().dependencies().getFirst().importValues())
        .contains(Map.of("child", "exports.data", "parent", "."));
  }
}
