package dev.millrace.argocd.generator;

import dev.millrace.argocd.manifest.Part;
import java.util.List;
import java.util.Map;

/** A label selector: {@code matchLabels} and {@code matchExpressions}. */
record LabelSelector(Map<String, String> labels, List<Expression> expressions) {

  private record Expression(String key, String operator, List<String> values) {
    boolean matches(Map<String, ?> labels) {
      Object value = labels.get(key);
      return switch (operator) {
        case "In" -> value != null && values.contains(value.toString());
        case "NotIn" -> value == null || !values.contains(value.toString());
        case "Exists" -> value != null;
        case "DoesNotExist" -> value == null;
        default -> throw new GeneratorException("the selector has no operator '" + operator + "'");
      };
    }
  }

  static LabelSelector of(Part selector) {
    return new LabelSelector(
        selector.strings("matchLabels"),
        selector.parts("matchExpressions").stream()
            .map(
                part ->
                    new Expression(part.text("key"), part.text("operator"), part.texts("values")))
            .toList());
  }

  boolean isEmpty() {
    return labels.isEmpty() && expressions.isEmpty();
  }

  boolean matches(Map<String, ?> values) {
    return labels.entrySet().stream()
            .allMatch(label -> label.getValue().equals(String.valueOf(values.get(label.getKey()))))
        && expressions.stream().allMatch(expression -> expression.matches(values));
  }
}
