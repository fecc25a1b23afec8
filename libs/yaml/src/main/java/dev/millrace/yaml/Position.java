package dev.millrace.yaml;

/**
 * A place in a text.
 *
 * @param line counted from 1
 * @param column counted from 1, in Unicode characters
 * @param offset from the start of the text that was parsed, in Unicode characters, a byte order
 *     mark not counted
 */
public record Position(int line, int column, int offset) {
  /**
   * The same place seen from the text in which the parsed part starts {@code lines} lines later.
   */
  Position movedDown(int lines) {
    return lines == 0 ? this : new Position(line + lines, column, offset);
  }
}
