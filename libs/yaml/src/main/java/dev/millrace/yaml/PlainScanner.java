package dev.millrace.yaml;

/** Scans a scalar without quotes, which may continue on lines that are indented deeper. */
final class PlainScanner {
  private static final String FLOW_INDICATORS = ",?[]{}";

  private final SourceText source;
  private final int indent;
  private final boolean inFlow;
  private final StringBuilder value = new StringBuilder();
  private final LineFolding folding = new LineFolding();

  PlainScanner(SourceText source, int indent, boolean inFlow) {
    this.source = source;
    this.indent = indent;
    this.inFlow = inFlow;
  }

  /** Whether lines behind the scalar were read already, so that a key may follow. */
  boolean endedInNewLine() {
    return folding.isPending();
  }

  Token scan() {
    Position start = source.position();
    Position end = start;
    while (!source.atDocumentIndicator() && source.peek() != '#') {
      if (scanRun()) {
        end = source.position();
      }
      if (!SourceText.isBlank(source.peek()) && !SourceText.isBreak(source.peek())) {
        break;
      }
      scanSpace();
      if (!inFlow && source.column() < indent) {
        break;
      }
    }
    return Token.scalar(YamlNode.Style.PLAIN, value.toString(), start, end);
  }

  /** Reads characters up to the next blank or the end of the scalar. */
  private boolean scanRun() {
    int start = source.index();
    while (!SourceText.isBlankOrEnd(source.peek()) && !endsHere(source.peek())) {
      source.skip();
    }
    if (source.index() == start) {
      return false;
    }
    folding.fold(value);
    value.append(source.since(start));
    return true;
  }

  private boolean endsHere(char c) {
    return (c == ':' && SourceText.isBlankOrEnd(source.peek(1)))
        || (inFlow && FLOW_INDICATORS.indexOf(c) >= 0);
  }

  private void scanSpace() {
    while (true) {
      char c = source.peek();
      if (SourceText.isBlank(c)) {
        if (c == '\t' && folding.isPending() && source.column() < indent) {
          throw new YamlException(
              "a tab can't be used for indentation; use spaces", source.position());
        }
        folding.blank(source);
      } else if (SourceText.isBreak(c)) {
        folding.lineBreak(source);
      } else {
        return;
      }
    }
  }
}
