package dev.millrace.bench.process;

import java.util.List;

/**
 * A controller that can be started.
 *
 * @param label names it in tables
 * @param command the program with what has to come before its flags
 */
public record ControllerProgram(String label, List<String> command) {
  /** Copies the list. */
  public ControllerProgram {
    command = List.copyOf(command);
  }
}
