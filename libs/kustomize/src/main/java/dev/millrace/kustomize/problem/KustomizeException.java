package dev.millrace.kustomize.problem;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A build failed. This is the only exception of the engine; it carries one or more problems that
 * are independent of each other, each with its file and line where they are known.
 */
public final class KustomizeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** Fails with several problems; there must be at least one. */
  public KustomizeException(List<Problem> problems) {
    super(text(problems));
    this.problems = List.copyOf(problems);
  }

  /** Fails with several problems that another error caused; there must be at least one. */
  public KustomizeException(List<Problem> problems, Throwable cause) {
    super(text(problems), cause);
    this.problems = List.copyOf(problems);
  }

  /** Fails with one problem whose place is not known here. */
  public KustomizeException(String message) {
    this(List.of(Problem.of(message)));
  }

  /** Fails with one problem that another error caused; without a message that error is named. */
  public KustomizeException(@Nullable String message, Throwable cause) {
    this(List.of(Problem.of(message == null ? cause.toString() : message)), cause);
  }

  /** All problems, in the order in which they were found. */
  public List<Problem> problems() {
    return problems;
  }

  /** The same failure, its problems placed in a file where they have no place yet. */
  public KustomizeException in(String file, int line) {
    return each(problem -> problem.in(file, line));
  }

  /** The same failure, its problems placed in a file, each at the line that it knows already. */
  public KustomizeException inLinesOf(String file) {
    return each(problem -> problem.in(file, problem.line()));
  }

  /** The same failure with an introduction: the step during which it arose. */
  public KustomizeException during(String step) {
    return each(problem -> problem.during(step));
  }

  private KustomizeException each(UnaryOperator<Problem> change) {
    return new KustomizeException(problems.stream().map(change).toList(), this);
  }

  private static String text(List<Problem> problems) {
    return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
  }
}
