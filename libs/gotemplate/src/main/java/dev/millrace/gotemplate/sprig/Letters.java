package dev.millrace.gotemplate.sprig;

import dev.millrace.gotemplate.value.UnicodeText;

/** Classes of characters that tell words apart. */
final class Letters {
  private Letters() {}

  /** Whether the character joins words: minus, underscore and space. */
  static boolean isConnector(int c) {
    return c == '-' || c == '_' || UnicodeText.isSpace(c);
  }

  static boolean isUpper(int c) {
    return Character.getType(c) == Character.UPPERCASE_LETTER;
  }

  static boolean isNumber(int c) {
    return switch (Character.getType(c)) {
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
      default -> false;
    };
  }

  static boolean isPunctuation(int c) {
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  /** Whether the character is a letter of an alphabet: no ideograph, no syllable. */
  static boolean isAlphabetic(int c) {
    if (!Character.isLetter(c)) {
      return false;
    }
    boolean ideograph =
        (c >= 0x3400 && c <= 0x4D85)
            || (c >= 0x4E00 && c <= 0x9FCC)
            || (c >= 0x20000 && c <= 0x2B81D);
    boolean kana = (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FA);
    boolean hangul = c >= 0xAC00 && c <= 0xD7A3;
    return !ideograph && !kana && !hangul;
  }
}
