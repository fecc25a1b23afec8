package dev.millrace.controller.imageautomation.policy;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Floats in the forms of Go's {@code strconv.ParseFloat}, which reads numerical tags. */
final class GoFloat {
  private static final int MAX_LENGTH = 1024;
  private static final Pattern WORD =
      Pattern.compile("(?:[-+]?(?:inf|infinity)|nan)", Pattern.CASE_INSENSITIVE);
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?");
  private static final Pattern HEXADECIMAL =
      Pattern.compile("[-+]?0[xX](?:[0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)[pP][-+]?[0-9]+");

  /** Underscores may stand between digits, and between the prefix 0x and a digit. */
  private static final Pattern MISPLACED_UNDERSCORE = Pattern.compile("(?<![0-9])_|_(?![0-9])");

  private static final Pattern MISPLACED_HEX_UNDERSCORE =
      Pattern.compile("(?<![0-9a-fA-FxX])_|_(?![0-9a-fA-F])");

  private GoFloat() {}

  /** The number, or nothing if the text is none or too large. */
  static OptionalDouble parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return OptionalDouble.empty();
    }
    if (WORD.matcher(text).matches()) {
      return OptionalDouble.of(word(text.toLowerCase(Locale.ROOT)));
    }
    String digits = text.replace("_", "");
    boolean hexadecimal = HEXADECIMAL.matcher(digits).matches();
    Pattern misplaced = hexadecimal ? MISPLACED_HEX_UNDERSCORE : MISPLACED_UNDERSCORE;
    if (misplaced.matcher(text).find() || !(hexadecimal || DECIMAL.matcher(digits).matches())) {
      return OptionalDouble.empty();
    }
    double value = Double.parseDouble(digits);
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  private static double word(String word) {
    if (word.endsWith("nan")) {
      return Double.NaN;
    }
    return word.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }
}
