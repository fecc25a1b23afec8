package dev.millrace.helm.values;

/**
 * How much one line of settings may ask for; the first two are Helm's own (SECURITY-CASES row 59).
 *
 * @param maxIndex the highest index into a list
 * @param maxNesting how many dots may follow each other
 * @param maxElements how many list places one line may create altogether
 * @param maxCharacters how long a line may be
 */
public record SetLimits(int maxIndex, int maxNesting, int maxElements, int maxCharacters) {
  /** The limits used unless an operator sets others. */
  public static SetLimits defaults() {
    return new SetLimits(65_536, 30, 262_144, 1 << 20);
  }
}
