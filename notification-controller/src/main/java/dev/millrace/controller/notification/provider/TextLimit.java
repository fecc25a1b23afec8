package dev.millrace.controller.notification.provider;

import java.util.ArrayList;
import java.util.List;

/** Keeps texts within what services accept. Lengths are counted in UTF-16 units. */
public final class TextLimit {
  private static final String MORE = "…";

  private TextLimit() {}

  /** The text, or as much of it as fits with a sign that there was more. */
  public static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, wholeCharacters(text, 0, most - MORE.length())) + MORE;
  }

  /** The text in pieces that fit, broken at ends of lines where possible; at least one. */
  public static List<String> pieces(String text, int most) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    while (text.length() - start > most) {
      int end = wholeCharacters(text, start, most);
      int line = text.lastIndexOf('\n', end - 1);
      if (line > start) {
        end = line + 1;
      }
      pieces.add(text.substring(start, end));
      start = end;
    }
    pieces.add(text.substring(start));
    return pieces;
  }

  private static int wholeCharacters(String text, int start, int length) {
    int end = start + length;
    return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
  }
}
