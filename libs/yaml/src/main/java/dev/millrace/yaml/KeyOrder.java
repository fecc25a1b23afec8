package dev.millrace.yaml;

import java.util.Arrays;
import java.util.Collection;

/**
 * The order in which go-yaml writes map keys: numbers inside keys by value ({@code a2} before
 * {@code a10}), other characters before letters.
 *
 * <p>The relation of the older library is no order: {@code a1b < a2 < a10 < a1b}. For such keys the
 * original's output depends on the random order of Go's maps. Here the result is always the same,
 * because keys are merge-sorted from their plain text order, with an algorithm that bears cycles.
 */
enum KeyOrder {
  /** go-yaml v2, behind sigs.k8s.io/yaml: letters always come after other characters. */
  V2 {
    @Override
    boolean letterFirst(boolean afterDigit) {
      return false;
    }
  },
  /** go-yaml v3: after a digit the letter comes first, so {@code a1b} before {@code a10}. */
  V3 {
    @Override
    boolean letterFirst(boolean afterDigit) {
      return afterDigit;
    }
  };

  /** Whether a letter precedes another kind of character at the first difference. */
  abstract boolean letterFirst(boolean afterDigit);

  /** The keys in the order in which they are written. */
  String[] sort(Collection<String> keys) {
    String[] sorted = keys.toArray(String[]::new);
    Arrays.sort(sorted, GoStrings.BYTE_ORDER);
    mergeSort(sorted, new String[sorted.length], 0, sorted.length);
    return sorted;
  }

  private void mergeSort(String[] keys, String[] spare, int from, int to) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    mergeSort(keys, spare, from, middle);
    mergeSort(keys, spare, middle, to);
    if (!less(keys[middle], keys[middle - 1])) {
      return;
    }
    System.arraycopy(keys, from, spare, from, to - from);
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean takeRight = left == middle || (right < to && less(spare[right], spare[left]));
      keys[i] = takeRight ? spare[right++] : spare[left++];
    }
  }

  /** Whether {@code a} is written before {@code b}. */
  boolean less(String a, String b) {
    int shared = Math.min(a.length(), b.length());
    int i = 0;
    while (i < shared && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    if (i == shared) {
      return a.length() < b.length();
    }
    if (splitsSurrogatePair(a, b, i)) {
      i--;
    }
    return lessAt(a, b, i);
  }

  private static boolean splitsSurrogatePair(String a, String b, int i) {
    return i > 0
        && Character.isHighSurrogate(a.charAt(i - 1))
        && (Character.isLowSurrogate(a.charAt(i)) || Character.isLowSurrogate(b.charAt(i)));
  }

  private boolean lessAt(String a, String b, int i) {
    int charA = a.codePointAt(i);
    int charB = b.codePointAt(i);
    boolean letterA = Character.isLetter(charA);
    boolean letterB = Character.isLetter(charB);
    if (letterA && letterB) {
      return charA < charB;
    }
    if (letterA || letterB) {
      boolean afterDigit = i > 0 && Character.isDigit(a.codePointBefore(i));
      return letterFirst(afterDigit) ? letterA : letterB;
    }
    boolean insideNumber = (charA == '0' || charB == '0') && followsNonZeroDigit(a, i);
    DigitRun runA = DigitRun.at(a, i, insideNumber);
    DigitRun runB = DigitRun.at(b, i, insideNumber);
    if (runA.value != runB.value) {
      return runA.value < runB.value;
    }
    return runA.length != runB.length ? runA.length < runB.length : charA < charB;
  }

  /** A zero counts as a digit of the number before it, not as a leading zero. */
  private static boolean followsNonZeroDigit(String text, int at) {
    for (int j = at - 1; j >= 0 && Character.isDigit(text.charAt(j)); j--) {
      if (text.charAt(j) != '0') {
        return true;
      }
    }
    return false;
  }

  /** Digits at one place; the value overflows as Go's 64-bit integer does. */
  private record DigitRun(long value, int length) {
    static DigitRun at(String text, int start, boolean insideNumber) {
      long value = insideNumber ? 1 : 0;
      int length = 0;
      for (int i = start; i < text.length(); length++) {
        int digit = text.codePointAt(i);
        if (!Character.isDigit(digit)) {
          break;
        }
        value = value * 10 + (digit - '0');
        i += Character.charCount(digit);
      }
      return new DigitRun(value, length);
    }
  }
}
