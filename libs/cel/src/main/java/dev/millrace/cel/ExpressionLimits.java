package dev.millrace.cel;

/**
 * Bounds of expressions, so that none costs more than it should whoever wrote it.
 *
 * @param maxCharacters of the source text
 * @param maxNesting of parentheses, calls and lists
 * @param maxIterations of all macros together in one evaluation
 * @param maxPattern size of a compiled regular expression
 */
public record ExpressionLimits(
    int maxCharacters, int maxNesting, int maxIterations, int maxPattern) {
  /** 16 Ki characters, 100 levels, a million iterations, patterns of 10,000 instructions. */
  public static final ExpressionLimits DEFAULT =
      new ExpressionLimits(16 * 1024, 100, 1_000_000, 10_000);
}
