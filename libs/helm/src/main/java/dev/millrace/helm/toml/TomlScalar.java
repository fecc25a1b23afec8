package dev.millrace.helm.toml;

import java.util.regex.Pattern;

/** Words of TOML that are no texts: booleans, numbers, dates. */
final class TomlScalar {
  private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9](_?[0-9])*)");
  private static final Pattern PREFIXED =
      Pattern.compile("0x[0-9a-fA-F](_?[0-9a-fA-F])*|0o[0-7](_?[0-7])*|0b[01](_?[01])*");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(0|[1-9](_?[0-9])*)(\\.[0-9](_?[0-9])*)?([eE][-+]?[0-9](_?[0-9])*)?");
  private static final Pattern DATE =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}([Tt ]\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?([Zz]|[-+]\\d{2}:\\d{2})?)?"
              + "|\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?");
  private static final int MAX_LENGTH = 400;

  private TomlScalar() {}

  static Object parse(String word, TomlCursor in) {
    if (word.isEmpty() || word.length() > MAX_LENGTH) {
      throw in.error(
          "expected value but found \"" + (word.isEmpty() ? in.shown() : "…") + "\" instead");
    }
    switch (word) {
      case "true":
        return true;
      case "false":
        return false;
      case "inf", "+inf":
        return Double.POSITIVE_INFINITY;
      case "-inf":
        return Double.NEGATIVE_INFINITY;
      case "nan", "+nan", "-nan":
        return Double.NaN;
      default:
        return numberOrDate(word, in);
    }
  }

  private static Object numberOrDate(String word, TomlCursor in) {
    if (INTEGER.matcher(word).matches()) {
      return integer(word.replace("_", ""), 10, in);
    }
    if (PREFIXED.matcher(word).matches()) {
      int radix = word.charAt(1) == 'x' ? 16 : word.charAt(1) == 'o' ? 8 : 2;
      return integer(word.substring(2).replace("_", ""), radix, in);
    }
    if (FLOAT.matcher(word).matches()) {
      return Double.parseDouble(word.replace("_", ""));
    }
    if (DATE.matcher(word).matches()) {
      return word.replace(' ', 'T').replace('t', 'T').replace('z', 'Z');
    }
    throw in.error("expected value but found \"" + word + "\" instead");
  }

  private static Long integer(String digits, int radix, TomlCursor in) {
    try {
      return Long.parseLong(digits, radix);
    } catch (NumberFormatException _) {
      throw in.error(digits + " is out of range for int64");
    }
  }
}
