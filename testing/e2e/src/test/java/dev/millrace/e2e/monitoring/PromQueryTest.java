package dev.millrace.e2e.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromQueryTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          up                                                     | up
          up == 1                                                | up
          sum by (kind, le) (rate(a_bucket{kind="x"}[5m]))       | a_bucket{kind="x"}
          sum(a) by (pod) / on (pod) group_left (node) max(b)    | a, b
          time() - max(a{n=~"x+y", m!="z"}) > 86400              | a{n=~"x+y",m!="z"}
          a{text="} , [b] ("} unless on (kind) c == 1            | a{text="} , [b] ("}, c
          topk(10, rate(a[$__rate_interval] offset 1h)) or absent(b) | a, b
          histogram_quantile(0.95, a) > 900 * 1024               | a
          """)
  void findsWhatAnExpressionReads(String expression, String selectors) {
    assertThat(
            String.join(
                ", ", PromQuery.selectors(expression).stream().map(Selector::toString).toList()))
        .isEqualTo(selectors);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = "a{b=\"c\"\n sum(a) & b")
  void refusesWhatIsNoExpression(String expression) {
    assertThatThrownBy(() -> PromQuery.selectors(expression))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expression);
  }

  @Test
  void aSelectorMatchesAsPrometheusDoes() {
    List<Sample> samples =
        Sample.readAll(
            """
            # HELP a A metric.
            a{namespace="apps",text="say \\"hi\\"",} 1.0
            b 2
            """);
    Sample stored = samples.getFirst().scrapedFrom(java.util.Map.of("namespace", "flux-system"));
    assertThat(matches("a{exported_namespace=\"apps\",namespace=\"flux-system\"}", stored))
        .isTrue();
    assertThat(matches("a{text=\"say .hi.\"}", stored)).isFalse();
    assertThat(matches("a{text=~\"say .hi.\"}", stored)).isTrue();
    assertThat(matches("a{missing=\"\"}", stored)).isTrue();
    assertThat(matches("a{namespace!~\"flux.*\"}", stored)).isFalse();
    assertThat(matches("b", stored)).isFalse();
    assertThat(samples.getLast().value()).isEqualTo(2);
  }

  private static boolean matches(String selector, Sample sample) {
    return PromQuery.selectors(selector).getFirst().matches(sample);
  }
}
