package dev.millrace.envsubst;

/** Counts comparisons, so that no pattern and value together can take forever. */
final class StepBudget {
  private long left;

  StepBudget(long steps) {
    this.left = steps;
  }

  void spend() {
    if (--left < 0) {
      throw new SubstitutionException(
          "trimming a value by a pattern takes too long; use a shorter value or a simpler pattern");
    }
  }
}
