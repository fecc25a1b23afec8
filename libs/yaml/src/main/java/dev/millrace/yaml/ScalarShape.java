package dev.millrace.yaml;

/**
 * Which styles can hold a string, from its characters alone (the rules of libyaml's analysis).
 *
 * @param plain in a block, without quotes
 * @param singleQuoted in {@code '…'}
 * @param block after {@code |}
 * @param multiline holds a line break of any kind
 */
record ScalarShape(boolean plain, boolean singleQuoted, boolean block, boolean multiline) {

  static ScalarShape of(String text, boolean tabsAreSpecial) {
    return new Analysis(text, tabsAreSpecial).shape();
  }

  static boolean isBreak(char c) {
    return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
  }

  /** Printable for libyaml: no controls, no byte order mark, nothing beyond the basic plane. */
  static boolean isPrintable(char c) {
    if (c < 0x7f) {
      return c >= ' ' || c == '\n';
    }
    return c >= 0xa0
        && !Character.isSurrogate(c)
        && c != '\ufeff'
        && c != '\ufffe'
        && c != '\uffff';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static final class Analysis {
    private final String text;
    private final boolean tabsAreSpecial;
    private boolean indicators;
    private boolean special;
    private boolean tabs;
    private boolean breaks;
    private boolean spaceBeforeBreak;
    private boolean breakBeforeSpace;

    Analysis(String text, boolean tabsAreSpecial) {
      this.text = text;
      this.tabsAreSpecial = tabsAreSpecial;
    }

    ScalarShape shape() {
      if (text.isEmpty()) {
        return new ScalarShape(true, true, false, false);
      }
      indicators = text.startsWith("---") || text.startsWith("...");
      for (int i = 0; i < text.length(); i++) {
        lookForIndicator(i);
        lookAtCharacter(i);
      }
      char first = text.charAt(0);
      char last = text.charAt(text.length() - 1);
      boolean edges = first == ' ' || isBreak(first) || last == ' ' || isBreak(last);
      boolean unsafe = spaceBeforeBreak || special;
      boolean single = !(unsafe || breakBeforeSpace || tabs);
      boolean plain = single && !(edges || breaks || indicators);
      return new ScalarShape(plain, single, last != ' ' && !unsafe, breaks);
    }

    private void lookAtCharacter(int i) {
      char c = text.charAt(i);
      char before = i == 0 ? 'x' : text.charAt(i - 1);
      if (c == '\t' && !tabsAreSpecial) {
        tabs = true;
      } else if (!isPrintable(c)) {
        special = true;
      }
      if (c == ' ') {
        breakBeforeSpace |= isBreak(before);
      } else if (isBreak(c)) {
        breaks = true;
        spaceBeforeBreak |= before == ' ';
      }
    }

    private void lookForIndicator(int i) {
      char c = text.charAt(i);
      boolean blankFollows = i + 1 >= text.length() || isBlank(text.charAt(i + 1));
      if (i == 0) {
        indicators |=
            switch (c) {
              case '#',
                  ',',
                  '[',
                  ']',
                  '{',
                  '}',
                  '&',
                  '*',
                  '!',
                  '|',
                  '>',
                  '\'',
                  '"',
                  '%',
                  '@',
                  '`' ->
                  true;
              case '?', ':', '-' -> blankFollows;
              default -> false;
            };
      } else if (c == ':') {
        indicators |= blankFollows;
      } else if (c == '#') {
        char before = text.charAt(i - 1);
        indicators |= isBlank(before) || isBreak(before) || before == 0;
      }
    }
  }
}
