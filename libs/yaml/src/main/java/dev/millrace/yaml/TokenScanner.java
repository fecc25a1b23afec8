package dev.millrace.yaml;

import dev.millrace.yaml.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into tokens. It accepts exactly what libyaml and its Go translations accept, so that
 * a file means the same for Millrace as for Flux; where YAML's specification differs, they are
 * right.
 */
final class TokenScanner {
  private final SourceText source;
  private final TokenQueue tokens = new TokenQueue();
  private final SimpleKeys keys;
  private final Deque<Integer> outerIndents = new ArrayDeque<>();
  private final YamlLimits limits;
  private final @Nullable CommentScanner comments;
  private final Token beginning;
  private int indent = -1;
  private boolean keyAllowed = true;

  TokenScanner(SourceText source, YamlLimits limits) {
    this(source, limits, null);
  }

  /** Scans tokens and, on the way, comments. */
  TokenScanner(SourceText source, YamlLimits limits, @Nullable CommentScanner comments) {
    this.source = source;
    this.limits = limits;
    this.comments = comments;
    this.keys = new SimpleKeys(source);
    this.beginning = Token.of(Kind.DOCUMENT_START, source.position(), source.position());
  }

  /** The next token; after the last one always the end of the stream. */
  Token peek() {
    while (tokens.size() < lookahead() || keys.mayStartAt(tokens.firstNumber())) {
      scanNext();
    }
    return tokens.first();
  }

  /** Takes the token that {@link #peek} returned. */
  Token take() {
    Token token = peek();
    return token.kind() == Kind.STREAM_END ? token : tokens.take();
  }

  /** Which token a comment belongs to shows only behind it. */
  private int lookahead() {
    return comments == null ? 1 : 3;
  }

  private boolean inFlow() {
    return keys.flowLevel() > 0;
  }

  private void scanNext() {
    Position from = comments == null ? null : source.position();
    skipToToken(from);
    closeBlocks(source.column(), from);
    char c = source.peek();
    if (c == SourceText.END) {
      scanStreamEnd();
    } else if (source.column() == 0 && c == '%') {
      endBlocks();
      tokens.add(new DirectiveScanner(source).scan());
    } else if (source.atDocumentIndicator()) {
      scanDocumentIndicator(c == '-' ? Kind.DOCUMENT_START : Kind.DOCUMENT_END);
    } else {
      Position owner = commentOwner(c);
      scanContent(c);
      readCommentBeside(owner);
    }
  }

  /** What a comment at the end of the line belongs to: the next token, or what it only divides. */
  private @Nullable Position commentOwner(char next) {
    if (comments == null) {
      return null;
    }
    Token last = tokens.fromEnd(0);
    return last != null && next == (inFlow() ? ',' : ':') ? last.start() : source.position();
  }

  private void readCommentBeside(@Nullable Position owner) {
    Token last = tokens.fromEnd(0);
    if (comments != null && owner != null && last != null && last.kind() != Kind.BLOCK_ENTRY) {
      comments.readBeside(owner);
    }
  }

  private void scanContent(char c) {
    boolean alone = SourceText.isBlankOrEnd(source.peek(1));
    switch (c) {
      case '[' -> scanFlowStart(Kind.FLOW_SEQUENCE_START);
      case '{' -> scanFlowStart(Kind.FLOW_MAPPING_START);
      case ']' -> scanFlowEnd(Kind.FLOW_SEQUENCE_END);
      case '}' -> scanFlowEnd(Kind.FLOW_MAPPING_END);
      case ',' -> scanFlowEntry();
      case '&' -> scanName(Kind.ANCHOR);
      case '*' -> scanName(Kind.ALIAS);
      case '!' -> scanTag();
      case '\'', '"' -> scanQuoted();
      case '-' -> {
        if (alone) {
          scanBlockEntry();
        } else {
          scanPlain();
        }
      }
      case '?', ':' -> scanKeyOrValue(c, alone);
      case '|', '>' -> scanBlockScalar(c);
      case '#', '%', '@', '`', '\t' -> throw unexpected(c);
      default -> scanPlain();
    }
  }

  private void scanKeyOrValue(char c, boolean alone) {
    if (!alone && !inFlow()) {
      scanPlain();
    } else if (c == '?') {
      scanKey();
    } else {
      scanValue();
    }
  }

  private YamlException unexpected(char c) {
    return new YamlException(
        c == '\t'
            ? "a line can't start with a tab; use spaces"
            : "text can't start with '" + c + "'; quote it",
        source.position());
  }

  private void skipToToken(@Nullable Position from) {
    while (true) {
      while (source.peek() == ' ' || (source.peek() == '\t' && (inFlow() || !keyAllowed))) {
        source.skip();
      }
      if (comments != null && isInNewList()) {
        comments.giveToFirstItem();
      }
      if (source.peek() == '#') {
        skipComment(from);
      }
      if (!SourceText.isBreak(source.peek())) {
        return;
      }
      source.skipBreak();
      keyAllowed |= !inFlow();
    }
  }

  private boolean isInNewList() {
    Token last = tokens.fromEnd(0);
    Token before = tokens.fromEnd(1);
    return last != null
        && before != null
        && last.kind() == Kind.BLOCK_ENTRY
        && before.kind() == Kind.BLOCK_SEQUENCE_START;
  }

  private void skipComment(@Nullable Position from) {
    if (comments == null || from == null) {
      source.skipToLineEnd();
      return;
    }
    Token last = Objects.requireNonNullElse(tokens.fromEnd(0), beginning);
    Token before = tokens.fromEnd(1);
    Token owner = last.kind() == Kind.FLOW_ENTRY && before != null ? before : last;
    comments.readOwnLines(from, owner, owner, indent, inFlow());
  }

  private void openBlock(int column, int tokenNumber, Kind kind, Position start) {
    if (!inFlow() && indent < column) {
      outerIndents.push(indent);
      indent = column;
      tokens.insert(tokenNumber, Token.of(kind, start, start));
    }
  }

  /**
   * Closes the blocks that are indented deeper.
   *
   * @param from where the search for the next token started; null when there are no comments
   */
  private void closeBlocks(int column, @Nullable Position from) {
    Position end =
        from == null
            ? source.position()
            : new Position(from.line(), from.column(), from.offset() - 1);
    while (!inFlow() && indent > column) {
      end = comments == null ? end : comments.endOfBlock(end, indent);
      tokens.add(Token.of(Kind.BLOCK_END, end, end));
      indent = outerIndents.pop();
    }
  }

  private void endBlocks() {
    closeBlocks(-1, comments == null ? null : source.position());
    keys.remove();
    keyAllowed = false;
  }

  private void scanStreamEnd() {
    endBlocks();
    Position here = source.position();
    tokens.add(Token.of(Kind.STREAM_END, here, here));
  }

  private void scanDocumentIndicator(Kind kind) {
    endBlocks();
    addIndicator(kind, 3);
  }

  private void addIndicator(Kind kind, int length) {
    Position start = source.position();
    source.skip(length);
    tokens.add(Token.of(kind, start, source.position()));
  }

  private void saveKey() {
    if (keyAllowed) {
      keys.save(tokens.nextNumber(), !inFlow() && indent == source.column());
    }
  }

  private void scanFlowStart(Kind kind) {
    saveKey();
    if (keys.flowLevel() >= limits.maxDepth()) {
      throw new YamlException(
          "maps and lists are nested deeper than " + limits.maxDepth() + " levels",
          source.position());
    }
    keys.enterFlow();
    keyAllowed = true;
    addIndicator(kind, 1);
  }

  private void scanFlowEnd(Kind kind) {
    keys.remove();
    keys.leaveFlow();
    keyAllowed = false;
    addIndicator(kind, 1);
  }

  private void scanFlowEntry() {
    keys.remove();
    keyAllowed = true;
    addIndicator(Kind.FLOW_ENTRY, 1);
  }

  private void scanBlockEntry() {
    if (!inFlow()) {
      checkAllowed("a list item can't start here; start it on a new line");
      openBlock(source.column(), tokens.nextNumber(), Kind.BLOCK_SEQUENCE_START, source.position());
    }
    keys.remove();
    keyAllowed = true;
    addIndicator(Kind.BLOCK_ENTRY, 1);
  }

  private void scanKey() {
    if (!inFlow()) {
      checkAllowed("a key can't start here; start it on a new line");
      openBlock(source.column(), tokens.nextNumber(), Kind.BLOCK_MAPPING_START, source.position());
    }
    keys.remove();
    keyAllowed = !inFlow();
    addIndicator(Kind.KEY, 1);
  }

  private void scanValue() {
    SimpleKeys.Candidate key = keys.take();
    if (key != null) {
      tokens.insert(key.tokenNumber(), Token.of(Kind.KEY, key.start(), key.start()));
      openBlock(key.column(), key.tokenNumber(), Kind.BLOCK_MAPPING_START, key.start());
      keyAllowed = false;
    } else {
      if (!inFlow()) {
        checkAllowed(
            "a map can't start here; check the indentation, or quote a text that has ': '");
        openBlock(
            source.column(), tokens.nextNumber(), Kind.BLOCK_MAPPING_START, source.position());
      }
      keyAllowed = !inFlow();
    }
    addIndicator(Kind.VALUE, 1);
  }

  private void checkAllowed(String problem) {
    if (!keyAllowed) {
      throw new YamlException(problem, source.position());
    }
  }

  private void scanName(Kind kind) {
    saveKey();
    keyAllowed = false;
    Position start = source.position();
    source.skip();
    int nameStart = source.index();
    while (SourceText.isWord(source.peek())) {
      source.skip();
    }
    String name = source.since(nameStart);
    char next = source.peek();
    if (name.isEmpty() || !(SourceText.isBlankOrEnd(next) || "?:,]}%@`".indexOf(next) >= 0)) {
      throw new YamlException(
          "the name of an anchor has only letters, digits, '_' and '-'", source.position());
    }
    tokens.add(Token.text(kind, name, start, source.position()));
  }

  private void scanTag() {
    saveKey();
    keyAllowed = false;
    tokens.add(new TagScanner(source).scan());
  }

  private void scanQuoted() {
    saveKey();
    keyAllowed = false;
    tokens.add(new QuotedScanner(source).scan());
  }

  private void scanBlockScalar(char c) {
    if (inFlow()) {
      throw unexpected(c);
    }
    keys.remove();
    keyAllowed = true;
    tokens.add(new BlockScalarScanner(source, indent, comments).scan());
  }

  private void scanPlain() {
    saveKey();
    PlainScanner scanner = new PlainScanner(source, indent + 1, inFlow());
    tokens.add(scanner.scan());
    keyAllowed = scanner.endedInNewLine();
  }
}
