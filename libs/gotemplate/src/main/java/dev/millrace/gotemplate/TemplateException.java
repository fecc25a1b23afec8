package dev.millrace.gotemplate;

import org.jspecify.annotations.Nullable;

/**
 * A template that cannot be parsed or executed. The message is Go's, for example {@code template:
 * app/templates/x.yaml:3:7: executing "x" at <.a.b>: nil pointer evaluating interface {}.b}.
 */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum Phase {
    /** The text is not a template. */
    PARSE,
    /** A template, a function or the data it was given failed. */
    EXECUTE,
    /** A bound of {@link Limits} was reached. */
    LIMIT
  }

  private final Phase phase;
  private final String templateName;
  private final int line;
  private final int column;

  TemplateException(
      Phase phase,
      String message,
      String templateName,
      int line,
      int column,
      @Nullable Throwable cause) {
    super(message, cause);
    this.phase = phase;
    this.templateName = templateName;
    this.line = line;
    this.column = column;
  }

  /** Whether the text, the execution or a limit is to blame. */
  public Phase phase() {
    return phase;
  }

  /** The name under which the text was parsed that the position refers to. */
  public String templateName() {
    return templateName;
  }

  /** The line of the position, counted from 1; 0 where there is no position. */
  public int line() {
    return line;
  }

  /** The column of the position in bytes from 0, as Go counts; -1 where it is not known. */
  public int column() {
    return column;
  }
}
