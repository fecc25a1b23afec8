package dev.millrace.envsubst;

import java.util.List;

/** A part of a parsed template. */
sealed interface Node {
  /** Text that is copied. */
  record Text(byte[] bytes) implements Node {}

  /**
   * One expression.
   *
   * @param arguments of the operation, evaluated whether they are needed or not
   */
  record Expression(String variable, Operation operation, List<Node> arguments) implements Node {}
}
