package dev.millrace.yaml;

import org.jspecify.annotations.Nullable;

/**
 * A YAML or JSON text that cannot be read. The message is one plain English sentence and starts
 * with the place, as far as it is known: {@code deploy/app.yaml:3:5: found a duplicate key "name"}.
 * It never repeats values of the text, only keys and short tokens, because a value may be a secret.
 */
public final class YamlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final transient @Nullable Position position;

  /** An error at a known place. */
  public YamlException(String problem, Position position) {
    super("line " + position.line() + ", column " + position.column() + ": " + problem);
    this.problem = problem;
    this.position = position;
  }

  /** An error without a place, for instance a text that is too long. */
  public YamlException(String problem) {
    super(problem);
    this.problem = problem;
    this.position = null;
  }

  private YamlException(String source, YamlException cause) {
    super(place(source, cause.position) + cause.problem, cause);
    this.problem = cause.problem;
    this.position = cause.position;
  }

  private static String place(String source, @Nullable Position position) {
    return position == null
        ? source + ": "
        : source + ":" + position.line() + ":" + position.column() + ": ";
  }

  /** The same error, its message starting with the name of the file that was read. */
  public YamlException in(String source) {
    return new YamlException(source, this);
  }

  /** What is wrong, without the place. */
  public String problem() {
    return problem;
  }

  /** Where it is wrong, or null when the text as a whole is refused. */
  public @Nullable Position position() {
    return position;
  }
}
