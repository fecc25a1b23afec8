package dev.millrace.envsubst;

/**
 * Bounds of one substitution.
 *
 * @param maxBytes of the template and of the result, each
 * @param maxDepth of expressions within expressions
 * @param maxSteps comparisons of patterns with values, which bounds the time
 */
public record SubstitutionLimits(int maxBytes, int maxDepth, long maxSteps) {
  /** 32 MiB, 200 levels, 200 million comparisons. */
  public static final SubstitutionLimits DEFAULT =
      new SubstitutionLimits(32 * 1024 * 1024, 200, 200_000_000);
}
