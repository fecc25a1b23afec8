package dev.millrace.runtime.fairness;

/**
 * Between which bounds a number of requests may move.
 *
 * @param least never fewer at the same time
 * @param first so many until something is known
 * @param most never more at the same time
 */
public record Concurrency(int least, int first, int most) {
  /** What suits an API server of any size. */
  public static final Concurrency USUAL = new Concurrency(2, 8, 32);

  /**
   * Bounds.
   *
   * @throws IllegalArgumentException if they aren't positive and in order
   */
  public Concurrency {
    if (least < 1 || first < least || most < first) {
      throw new IllegalArgumentException(
          "bounds must be positive and in order, not " + least + ", " + first + ", " + most);
    }
  }

  /** Always the same number. */
  public static Concurrency fixed(int number) {
    return new Concurrency(number, number, number);
  }
}
