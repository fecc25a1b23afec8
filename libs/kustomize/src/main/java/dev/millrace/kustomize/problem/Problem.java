package dev.millrace.kustomize.problem;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One reason why a build failed.
 *
 * @param message what is wrong and what to do, in plain English
 * @param file the file it is about, relative to the root of the tree, or null where none is known
 * @param line the line in that file, counted from 1, or 0 where none is known
 */
public record Problem(String message, @Nullable String file, int line) {

  /** A problem without a known place. */
  public static Problem of(String message) {
    return new Problem(message, null, 0);
  }

  /** The same problem, placed in a file unless its place is known already. */
  public Problem in(String place, int placeLine) {
    return file == null ? new Problem(message, place, placeLine) : this;
  }

  /** The same problem with an introduction: the step during which it arose. */
  public Problem during(String step) {
    return new Problem(step + ": " + message, file, line);
  }

  @Override
  public String toString() {
    if (file == null) {
      return message;
    }
    String place = line > 0 ? file + ":" + line : file;
    return message.startsWith(Objects.requireNonNull(file)) ? message : place + ": " + message;
  }
}
