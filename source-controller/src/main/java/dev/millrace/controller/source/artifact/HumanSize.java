package dev.millrace.controller.source.artifact;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** Sizes as people read them, four significant digits: {@code 12.35kB}. */
public final class HumanSize {
  private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB");
  private static final double STEP = 1000;

  private HumanSize() {}

  /** The text for a number of bytes. */
  public static String of(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= STEP && unit < UNITS.size() - 1) {
      size /= STEP;
      unit++;
    }
    return new BigDecimal(size, new MathContext(4)).stripTrailingZeros().toPlainString()
        + UNITS.get(unit);
  }
}
