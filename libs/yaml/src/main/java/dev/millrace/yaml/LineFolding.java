package dev.millrace.yaml;

/**
 * The blanks and line breaks between two pieces of a scalar of several lines: one line break
 * becomes a space, of several the first is dropped, blanks around them do not count.
 */
final class LineFolding {
  private final StringBuilder blanks = new StringBuilder();
  private final StringBuilder breaks = new StringBuilder();
  private boolean pending;
  private boolean escaped;

  /** Whether a line break is waiting to be folded. */
  boolean isPending() {
    return pending;
  }

  void blank(SourceText source) {
    if (pending) {
      source.skip();
    } else {
      source.read(blanks);
    }
  }

  void lineBreak(SourceText source) {
    blanks.setLength(0);
    source.readBreak(breaks);
    pending = true;
  }

  /** A line break behind a backslash, which leaves no trace. */
  void escapedLineBreak(SourceText source) {
    source.skipBreak();
    pending = true;
    escaped = true;
  }

  /** Appends what the blanks and line breaks since the last piece amount to. */
  void fold(StringBuilder value) {
    if (!pending) {
      value.append(blanks);
    } else if (escaped || breaks.isEmpty() || breaks.charAt(0) != '\n') {
      value.append(breaks);
    } else if (breaks.length() == 1) {
      value.append(' ');
    } else {
      value.append(breaks, 1, breaks.length());
    }
    blanks.setLength(0);
    breaks.setLength(0);
    pending = false;
    escaped = false;
  }
}
