package dev.millrace.gotemplate;

import dev.millrace.gotemplate.value.GoType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a function. The evaluator checks and converts arguments against it before the
 * body runs, with Go's rules and messages.
 *
 * @param parameters the types of the fixed parameters
 * @param rest the type of each further argument, or null where there can be none
 */
public record Signature(List<GoType> parameters, @Nullable GoType rest) {
  public Signature {
    parameters = List.copyOf(parameters);
  }

  /** A function with exactly these parameters. */
  public static Signature of(GoType... parameters) {
    return new Signature(List.of(parameters), null);
  }

  /** A function with these parameters and any number of further arguments. */
  public Signature andRest(GoType type) {
    return new Signature(parameters, type);
  }

  boolean isVariadic() {
    return rest != null;
  }

  /** The type of the argument at the index. */
  GoType parameter(int index) {
    if (index < parameters.size()) {
      return parameters.get(index);
    }
    return rest == null ? GoType.ANY : rest;
  }

  /** How Go would print the type, but for the result. */
  String text() {
    var text = new StringBuilder("func(");
    for (GoType parameter : parameters) {
      text.append(text.length() > 5 ? ", " : "").append(parameter);
    }
    if (rest != null) {
      text.append(text.length() > 5 ? ", " : "").append("...").append(rest);
    }
    return text.append(')').toString();
  }
}
