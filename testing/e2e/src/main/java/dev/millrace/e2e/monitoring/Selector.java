package dev.millrace.e2e.monitoring;

import java.util.List;
import java.util.stream.Collectors;

/** What a query reads: a metric, and what the labels of its series have to be. */
public record Selector(String metric, List<LabelMatcher> labels) {

  /** One condition on a label; a label that is not there is empty text, as in Prometheus. */
  record LabelMatcher(String label, String operator, String value) {
    boolean matches(Sample sample) {
      String actual = sample.labels().getOrDefault(label, "");
      return switch (operator) {
        case "=" -> actual.equals(value);
        case "!=" -> !actual.equals(value);
        case "=~" -> actual.matches(value);
        case "!~" -> !actual.matches(value);
        default -> throw new IllegalArgumentException("no such comparison: " + operator);
      };
    }

    @Override
    public String toString() {
      return label + operator + '"' + value + '"';
    }
  }

  boolean matches(Sample sample) {
    return metric.equals(sample.metric()) && labels.stream().allMatch(each -> each.matches(sample));
  }

  @Override
  public String toString() {
    return labels.isEmpty()
        ? metric
        : labels.stream()
            .map(LabelMatcher::toString)
            .collect(Collectors.joining(",", metric + "{", "}"));
  }
}
