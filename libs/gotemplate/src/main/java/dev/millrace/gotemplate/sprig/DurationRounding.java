package dev.millrace.gotemplate.sprig;

/** A duration in its greatest unit alone. */
enum DurationRounding {
  YEAR("y", 365L * 24 * 3600),
  MONTH("mo", 30L * 24 * 3600),
  DAY("d", 24L * 3600),
  HOUR("h", 3600L),
  MINUTE("m", 60L),
  SECOND("s", 1L);

  private static final long NANOS = 1_000_000_000L;

  private final String unit;
  private final long nanos;

  DurationRounding(String unit, long seconds) {
    this.unit = unit;
    this.nanos = seconds * NANOS;
  }

  /**
   * The text of a duration, for example {@code 2mo}; exactly one unit counts as the next smaller.
   */
  static String text(long size) {
    for (DurationRounding rounding : values()) {
      if (Long.compareUnsigned(size, rounding.nanos) > 0) {
        return Long.divideUnsigned(size, rounding.nanos) + rounding.unit;
      }
    }
    return "0s";
  }
}
