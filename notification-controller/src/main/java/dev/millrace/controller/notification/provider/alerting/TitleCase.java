package dev.millrace.controller.notification.provider.alerting;

import java.text.BreakIterator;
import java.util.Locale;

/** Writes each word with a capital at its start and none after it. */
final class TitleCase {
  private TitleCase() {}

  /** The text in title case: {@code HealthCheckFailed} is one word, {@code Healthcheckfailed}. */
  static String of(String text) {
    StringBuilder title = new StringBuilder();
    BreakIterator words = BreakIterator.getWordInstance(Locale.ROOT);
    words.setText(text);
    int start = words.first();
    for (int end = words.next(); end != BreakIterator.DONE; end = words.next()) {
      title.append(word(text.substring(start, end)));
      start = end;
    }
    return title.toString();
  }

  private static String word(String word) {
    int letter = 0;
    while (letter < word.length() && !Character.isLetter(word.codePointAt(letter))) {
      letter += Character.charCount(word.codePointAt(letter));
    }
    if (letter == word.length()) {
      return word;
    }
    int rest = word.offsetByCodePoints(letter, 1);
    return word.substring(0, letter)
        + Character.toString(Character.toTitleCase(word.codePointAt(letter)))
        + word.substring(rest).toLowerCase(Locale.ROOT);
  }
}
