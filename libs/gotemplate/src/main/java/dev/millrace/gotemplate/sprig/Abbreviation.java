package dev.millrace.gotemplate.sprig;

import dev.millrace.gotemplate.value.GoString;

/** Shortens text with an ellipsis at one end or both. */
final class Abbreviation {
  private static final String ELLIPSIS = "...";

  private Abbreviation() {}

  /**
   * At most {@code width} bytes of the text from the offset on.
   *
   * @param offset how much of the beginning may be left out
   * @param width the greatest length; text is returned as it is where that is too little
   */
  static String of(String text, long offset, long width) {
    int length = GoString.byteLength(text);
    if (width < 4 || (offset > 0 && width < 7) || length <= width) {
      return text;
    }
    int kept = (int) width - ELLIPSIS.length();
    int from = (int) Math.min(offset, length);
    from = Math.min(from, length - kept);
    if (from <= 4) {
      return GoString.slice(text, 0, kept) + ELLIPSIS;
    }
    if (from + kept < length) {
      String rest = GoString.slice(text, from, length);
      // A rest that is too narrow to be abbreviated again vanishes, as in Sprig's library.
      return ELLIPSIS + (kept < 4 ? "" : of(rest, 0, kept));
    }
    return ELLIPSIS + GoString.slice(text, length - kept, length);
  }
}
