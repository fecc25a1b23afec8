package dev.millrace.gotemplate.sprig;

/** Compound words with a capital at the start of each word and without connectors. */
final class PascalCase {
  private final StringBuilder out = new StringBuilder();

  private PascalCase() {}

  static String of(String text) {
    return new PascalCase().convert(text.codePoints().toArray());
  }

  private String convert(int[] characters) {
    int index = 0;
    while (index < characters.length && Letters.isConnector(characters[index])) {
      out.appendCodePoint(characters[index++]);
    }
    if (index == characters.length) {
      return onlyConnectors(characters);
    }
    boolean inCapitals = Letters.isUpper(characters[index]);
    int previous = Character.toUpperCase(characters[index++]);
    for (; index < characters.length; index++) {
      int c = characters[index];
      if (!Letters.isConnector(previous)) {
        inCapitals &= Letters.isUpper(c);
        out.appendCodePoint(previous);
        previous = inCapitals ? Character.toLowerCase(c) : c;
      } else if (Letters.isConnector(c)) {
        out.appendCodePoint(previous);
        previous = c;
      } else {
        // The connector before the word is dropped.
        inCapitals = Letters.isUpper(c);
        previous = Character.toUpperCase(c);
      }
    }
    return out.appendCodePoint(previous).toString();
  }

  /** Text of connectors alone comes out with its last one doubled; Sprig's library does that. */
  private String onlyConnectors(int[] characters) {
    if (characters.length > 0) {
      out.appendCodePoint(characters[characters.length - 1]);
    }
    return out.toString();
  }
}
