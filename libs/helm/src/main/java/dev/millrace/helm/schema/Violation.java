package dev.millrace.helm.schema;

import java.util.List;

/**
 * One line of a report, with the lines below it.
 *
 * @param instance the JSON pointer of the value or name; names are shown without a place
 * @param text what is wrong
 * @param group whether the line only holds others together
 */
record Violation(String instance, String text, List<Violation> causes, boolean group) {

  static Violation of(String instance, String text, List<Violation> causes) {
    return new Violation(instance, text, causes, false);
  }

  /** Several violations of one schema; a single one stands for itself. */
  static Violation joined(String instance, List<Violation> causes) {
    return causes.size() == 1
        ? causes.getFirst()
        : new Violation(instance, "validation failed", causes, true);
  }

  /** A group below a reference is said of the value that the reference is about, and stays. */
  Violation referred(String value) {
    return new Violation(value, text, causes, false);
  }

  void print(StringBuilder out, int indent) {
    out.append("  ".repeat(indent))
        .append("- at ")
        .append(ViolationWording.quote(SchemaPointers.name(instance) == null ? instance : ""))
        .append(": ")
        .append(text)
        .append('\n');
    causes.forEach(cause -> cause.print(out, indent + 1));
  }
}
