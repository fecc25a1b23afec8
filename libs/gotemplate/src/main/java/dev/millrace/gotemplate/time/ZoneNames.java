package dev.millrace.gotemplate.time;

/** What looks like the abbreviation of a time zone. */
final class ZoneNames {
  private ZoneNames() {}

  /** The length of the abbreviation that the text begins with, or 0. */
  static int length(String text) {
    if (text.length() < 3) {
      return 0;
    }
    if (text.startsWith("ChST") || text.startsWith("MeST")) {
      return 4;
    }
    if (text.startsWith("GMT")) {
      return 3 + signedHours(text.substring(3));
    }
    if (text.startsWith("+") || text.startsWith("-")) {
      return signedHours(text);
    }
    int letters = upperLetters(text);
    return switch (letters) {
      case 3 -> 3;
      case 4 -> text.charAt(3) == 'T' || text.startsWith("WITA") ? 4 : 0;
      case 5 -> text.charAt(4) == 'T' ? 5 : 0;
      default -> 0;
    };
  }

  /** The offset in seconds that a name such as GMT+3 carries; 0 for other names. */
  static int greenwichOffset(String name) {
    if (!name.startsWith("GMT") || name.length() == 3) {
      return 0;
    }
    return Integer.parseInt(name.substring(3)) * 3600;
  }

  private static int upperLetters(String text) {
    int count = 0;
    while (count < 6
        && count < text.length()
        && text.charAt(count) >= 'A'
        && text.charAt(count) <= 'Z') {
      count++;
    }
    return count;
  }

  /** The length of a sign and a number of hours up to 23, or 0. */
  private static int signedHours(String text) {
    if (text.isEmpty() || (text.charAt(0) != '+' && text.charAt(0) != '-')) {
      return 0;
    }
    int end = 1;
    int hours = 0;
    while (end < text.length() && Character.digit(text.charAt(end), 10) >= 0 && hours < 100) {
      hours = hours * 10 + Character.digit(text.charAt(end), 10);
      end++;
    }
    return end == 1 || hours > 23 ? 0 : end;
  }
}
