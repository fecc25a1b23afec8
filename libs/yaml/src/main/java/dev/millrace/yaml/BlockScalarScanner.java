package dev.millrace.yaml;

import org.jspecify.annotations.Nullable;

/** Scans a scalar behind {@code |} or {@code >}. */
final class BlockScalarScanner {
  private final SourceText source;
  private final int parentIndent;
  private final boolean folded;
  private final @Nullable CommentScanner comments;
  private final StringBuilder value = new StringBuilder();
  private final StringBuilder trailingBreaks = new StringBuilder();
  private final Position start;
  private char chomping;
  private int indent;
  private Position end;

  /** The source stands at the indicator. */
  BlockScalarScanner(SourceText source, int parentIndent, @Nullable CommentScanner comments) {
    this.source = source;
    this.comments = comments;
    this.parentIndent = parentIndent;
    this.folded = source.peek() == '>';
    this.start = source.position();
    this.end = start;
  }

  Token scan() {
    scanHeader();
    end = source.position();
    scanBreaks();
    StringBuilder lineBreak = new StringBuilder();
    boolean startsBlank = false;
    while (source.column() == indent && source.peek() != SourceText.END) {
      boolean wasBlank = startsBlank;
      startsBlank = SourceText.isBlank(source.peek());
      joinLines(lineBreak, folded && !wasBlank && !startsBlank);
      int lineStart = source.index();
      source.skipToLineEnd();
      value.append(source.since(lineStart));
      if (source.peek() != SourceText.END) {
        source.readBreak(lineBreak);
      }
      scanBreaks();
    }
    chomp(lineBreak);
    YamlNode.Style style = folded ? YamlNode.Style.FOLDED : YamlNode.Style.LITERAL;
    return Token.scalar(style, value.toString(), start, end);
  }

  private void scanHeader() {
    source.skip();
    if (!scanChomping()) {
      scanIndicator();
      scanChomping();
    } else {
      scanIndicator();
    }
    source.skipBlanks();
    if (source.peek() == '#' && comments != null) {
      comments.readBeside(start);
    } else if (source.peek() == '#') {
      source.skipToLineEnd();
    }
    if (!SourceText.isBreakOrEnd(source.peek())) {
      throw new YamlException(
          "a block of text must start on the line behind its | or >", source.position());
    }
    if (source.peek() != SourceText.END) {
      source.skipBreak();
    }
  }

  private boolean scanChomping() {
    if (source.peek() != '+' && source.peek() != '-') {
      return false;
    }
    chomping = source.peek();
    source.skip();
    return true;
  }

  private void scanIndicator() {
    char c = source.peek();
    if (c == '0') {
      throw new YamlException("the indentation of a block of text can't be 0", source.position());
    }
    if (c > '0' && c <= '9') {
      indent = Math.max(parentIndent, 0) + c - '0';
      source.skip();
    }
  }

  /** Joins a line to the one before it. */
  private void joinLines(StringBuilder lineBreak, boolean fold) {
    if (fold && !lineBreak.isEmpty() && lineBreak.charAt(0) == '\n') {
      if (trailingBreaks.isEmpty()) {
        value.append(' ');
      }
    } else {
      value.append(lineBreak);
    }
    lineBreak.setLength(0);
    value.append(trailingBreaks);
    trailingBreaks.setLength(0);
  }

  private void chomp(StringBuilder lineBreak) {
    if (chomping != '-') {
      value.append(lineBreak);
    }
    if (chomping == '+') {
      value.append(trailingBreaks);
    }
  }

  /** Reads indentation and blank lines; the first time it finds out the indentation. */
  private void scanBreaks() {
    end = source.position();
    int deepest = 0;
    while (true) {
      while ((indent == 0 || source.column() < indent) && source.peek() == ' ') {
        source.skip();
      }
      deepest = Math.max(deepest, source.column());
      if ((indent == 0 || source.column() < indent) && source.peek() == '\t') {
        throw new YamlException(
            "a tab can't be used for indentation; use spaces", source.position());
      }
      if (!SourceText.isBreak(source.peek())) {
        break;
      }
      source.readBreak(trailingBreaks);
      end = source.position();
    }
    if (indent == 0) {
      indent = Math.max(Math.max(deepest, parentIndent + 1), 1);
    }
  }
}
