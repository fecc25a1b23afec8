package dev.millrace.semver;

import java.util.OptionalLong;

/** The order of prerelease parts. */
final class Prerelease {
  private Prerelease() {}

  /** Numbers in a prerelease may not start with a zero. */
  static void check(String version, String prerelease) {
    for (String part : prerelease.split("\\.", -1)) {
      if (part.length() > 1 && part.charAt(0) == '0' && isNumber(part)) {
        throw InvalidVersion.of(version, "a number in the prerelease starts with 0");
      }
    }
  }

  /** A release comes after its prereleases. */
  static int compare(String a, String b) {
    if (a.isEmpty() || b.isEmpty()) {
      return Boolean.compare(a.isEmpty(), b.isEmpty());
    }
    String[] partsA = a.split("\\.", -1);
    String[] partsB = b.split("\\.", -1);
    for (int i = 0; i < Math.min(partsA.length, partsB.length); i++) {
      int order = comparePart(partsA[i], partsB[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(partsA.length, partsB.length);
  }

  private static int comparePart(String a, String b) {
    OptionalLong numberA = number(a);
    OptionalLong numberB = number(b);
    if (numberA.isPresent() && numberB.isPresent()) {
      return Long.compareUnsigned(numberA.getAsLong(), numberB.getAsLong());
    }
    // Numbers come before words.
    return numberA.isPresent() != numberB.isPresent()
        ? Boolean.compare(numberB.isPresent(), numberA.isPresent())
        : a.compareTo(b);
  }

  /** Numbers beyond 64 bits count as words. */
  private static OptionalLong number(String part) {
    if (!isNumber(part)) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseUnsignedLong(part));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private static boolean isNumber(String part) {
    return !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
