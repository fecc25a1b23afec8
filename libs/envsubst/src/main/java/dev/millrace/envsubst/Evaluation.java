package dev.millrace.envsubst;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One expansion of a template. */
final class Evaluation {
  private final Variables variables;
  private final SubstitutionLimits limits;
  private final StepBudget steps;

  Evaluation(Variables variables, SubstitutionLimits limits) {
    this.variables = variables;
    this.limits = limits;
    this.steps = new StepBudget(limits.maxSteps());
  }

  byte[] expand(List<Node> nodes) {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    for (Node node : nodes) {
      byte[] part = value(node);
      checkSize((long) result.size() + part.length);
      result.writeBytes(part);
    }
    return result.toByteArray();
  }

  private byte[] value(Node node) {
    return switch (node) {
      case Node.Text text -> text.bytes();
      case Node.Expression expression -> value(expression);
    };
  }

  private byte[] value(Node.Expression expression) {
    List<byte[]> arguments = new ArrayList<>(expression.arguments().size());
    for (Node argument : expression.arguments()) {
      arguments.add(value(argument));
    }
    String value = variables.get(expression.variable());
    if (value == null && expression.operation() != Operation.DEFAULT) {
      throw new SubstitutionException(
          "the variable \"" + expression.variable() + "\" is not set and has no default value");
    }
    byte[] bytes = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
    return checkSize(expression.operation().apply(bytes, arguments, this));
  }

  StepBudget steps() {
    return steps;
  }

  /** Refuses what would be too large, before it is made. */
  void checkSize(long bytes) {
    if (bytes > limits.maxBytes()) {
      throw new SubstitutionException(
          "the text after substitution is longer than " + limits.maxBytes() + " bytes");
    }
  }

  private byte[] checkSize(byte[] bytes) {
    checkSize(bytes.length);
    return bytes;
  }
}
