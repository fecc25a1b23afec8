package dev.millrace.yaml;

/** Scans a line such as {@code %YAML 1.1} or {@code %TAG ! tag:example.com,2024:}. */
final class DirectiveScanner {
  private static final int MAX_DIGITS = 2;

  private final SourceText source;

  /** The source stands at the percent sign. */
  DirectiveScanner(SourceText source) {
    this.source = source;
  }

  Token scan() {
    Position start = source.position();
    source.skip();
    int nameStart = source.index();
    while (SourceText.isWord(source.peek())) {
      source.skip();
    }
    Token directive =
        switch (source.since(nameStart)) {
          case "YAML" -> scanVersion(start);
          case "TAG" -> scanTag(start);
          default -> throw new YamlException("unknown directive", start);
        };
    finishLine();
    return directive;
  }

  private Token scanVersion(Position start) {
    requireBlank();
    int versionStart = source.index();
    scanNumber();
    if (source.peek() != '.') {
      throw new YamlException("expected a version such as 1.1", source.position());
    }
    source.skip();
    scanNumber();
    String version = source.since(versionStart);
    return Token.text(Token.Kind.VERSION_DIRECTIVE, version, start, source.position());
  }

  private void scanNumber() {
    int start = source.index();
    while (source.peek() >= '0' && source.peek() <= '9') {
      source.skip();
    }
    int digits = source.index() - start;
    if (digits == 0 || digits > MAX_DIGITS) {
      throw new YamlException("expected a version such as 1.1", source.position());
    }
  }

  private Token scanTag(Position start) {
    requireBlank();
    TagScanner tags = new TagScanner(source);
    String handle = tags.scanHandle();
    if (handle.length() > 1 && !handle.endsWith("!")) {
      throw new YamlException("expected '!' at the end of a tag handle", source.position());
    }
    requireBlank();
    String prefix = tags.scanUri();
    if (prefix.isEmpty() || !SourceText.isBlankOrEnd(source.peek())) {
      throw new YamlException("expected a tag prefix", source.position());
    }
    return Token.tag(Token.Kind.TAG_DIRECTIVE, handle, prefix, start, source.position());
  }

  private void requireBlank() {
    if (!SourceText.isBlank(source.peek())) {
      throw new YamlException("expected a space in the directive", source.position());
    }
    source.skipBlanks();
  }

  private void finishLine() {
    source.skipBlanks();
    if (source.peek() == '#') {
      source.skipToLineEnd();
    }
    if (!SourceText.isBreakOrEnd(source.peek())) {
      throw new YamlException("unexpected text behind the directive", source.position());
    }
    if (source.peek() != SourceText.END) {
      source.skipBreak();
    }
  }
}
