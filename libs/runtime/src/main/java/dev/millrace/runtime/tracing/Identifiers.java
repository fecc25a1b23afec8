package dev.millrace.runtime.tracing;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes ids for spans and traces that no other program has to know. */
final class Identifiers {
  private static final HexFormat HEX = HexFormat.of();

  private final RandomGenerator random;

  /**
   * @param random may be used by several threads at once
   */
  Identifiers(RandomGenerator random) {
    this.random = random;
  }

  /** 32 hexadecimal digits. */
  String trace() {
    return span() + span();
  }

  /** 16 hexadecimal digits, not all zero. */
  String span() {
    long bits = random.nextLong();
    return HEX.toHexDigits(bits == 0 ? 1 : bits);
  }
}
