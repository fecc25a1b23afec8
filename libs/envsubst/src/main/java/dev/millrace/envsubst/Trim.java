package dev.millrace.envsubst;

import java.util.Arrays;
import java.util.Optional;

/** Removes a prefix that matches a pattern; a malformed pattern matches nothing. */
final class Trim {
  private Trim() {}

  static byte[] shortest(byte[] value, byte[] pattern, StepBudget steps) {
    Optional<Glob> glob = Glob.compile(pattern);
    for (int end = 1; glob.isPresent() && end <= value.length; end++) {
      if (glob.get().matches(value, end, steps)) {
        return Arrays.copyOfRange(value, end, value.length);
      }
    }
    return value;
  }

  static byte[] longest(byte[] value, byte[] pattern, StepBudget steps) {
    Optional<Glob> glob = Glob.compile(pattern);
    for (int end = value.length; glob.isPresent() && end > 0; end--) {
      if (glob.get().matches(value, end, steps)) {
        return Arrays.copyOfRange(value, end, value.length);
      }
    }
    return value;
  }
}
