package dev.millrace.gotemplate;

import java.time.Duration;

/**
 * The bounds of one execution. Reaching one ends it with a {@link TemplateException} of phase
 * {@link TemplateException.Phase#LIMIT}.
 *
 * @param maxOutput characters written, and the length of any single string that a function makes;
 *     all strings that functions make may have 64 times as many
 * @param maxElements elements of any list that a function makes
 * @param maxSteps statements executed and functions called
 * @param maxDepth templates executing inside one another
 * @param timeout time from start to end
 */
public record Limits(
    int maxOutput, int maxElements, long maxSteps, int maxDepth, Duration timeout) {

  /** Bounds that no sensible chart comes near: 16 Mi characters, 100 million steps, a minute. */
  public static final Limits DEFAULT =
      new Limits(16 << 20, 1_000_000, 100_000_000L, 10_000, Duration.ofMinutes(1));

  public Limits {
    if (maxOutput <= 0 || maxElements <= 0 || maxSteps <= 0 || maxDepth <= 0) {
      throw new IllegalArgumentException("every limit of a template execution must be positive");
    }
  }

  /** The same limits with another time. */
  public Limits withTimeout(Duration newTimeout) {
    return new Limits(maxOutput, maxElements, maxSteps, maxDepth, newTimeout);
  }
}
