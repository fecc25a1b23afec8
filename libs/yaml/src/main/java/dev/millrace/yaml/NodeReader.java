package dev.millrace.yaml;

import dev.millrace.yaml.Token.Kind;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one stream document by document into nodes, with bounds on depth and number. */
final class NodeReader {
  private static final Map<String, String> DEFAULT_TAG_PREFIXES =
      Map.of("!", "!", "!!", "tag:yaml.org,2002:");

  private static final Set<Kind> EXPLICIT =
      EnumSet.of(Kind.VERSION_DIRECTIVE, Kind.TAG_DIRECTIVE, Kind.DOCUMENT_START);

  private final TokenScanner tokens;
  private final YamlLimits limits;
  private final CommentAttacher comments;
  private boolean started;

  /**
   * Starts to read.
   *
   * @param firstLine how many lines stand before the text, for positions
   */
  NodeReader(String text, int firstLine, YamlLimits limits) {
    checkLength(text, limits);
    this.limits = limits;
    this.comments = new CommentAttacher(null);
    this.tokens = new TokenScanner(new SourceText(withoutMark(text), firstLine), limits);
  }

  private NodeReader(SourceText source, YamlLimits limits) {
    CommentScanner scanner = new CommentScanner(source);
    this.limits = limits;
    this.comments = new CommentAttacher(scanner);
    this.tokens = new TokenScanner(source, limits, scanner);
  }

  /** The first document of a text with its comments, or null when there is none. */
  static @Nullable CommentedDocument withComments(String text, YamlLimits limits) {
    checkLength(text, limits);
    NodeReader reader = new NodeReader(new SourceText(withoutMark(text), 0), limits);
    Token first = reader.tokens.peek();
    reader.comments.arriveAt(first);
    String above = EXPLICIT.contains(first.kind()) ? "" : reader.comments.takeHeadOfDocument();
    Root root = reader.next();
    if (root == null) {
      return null;
    }
    Comments end = reader.comments.take();
    String below = end.below().isEmpty() ? end.above() : end.below();
    Comments whole = new Comments(above, "", below);
    return new CommentedDocument(root.node(), whole, reader.comments.ofNodes());
  }

  static void checkLength(String text, YamlLimits limits) {
    if (text.length() > limits.maxCharacters()) {
      throw new YamlException(
          "the text is longer than the limit of " + limits.maxCharacters() + " characters");
    }
  }

  static String withoutMark(String text) {
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  /** A document's root node and where the document starts. */
  record Root(YamlNode node, Position start) {}

  /** The root of the next document, or null when there is none left. */
  @Nullable Root next() {
    if (started) {
      skip(Kind.DOCUMENT_END);
    }
    Token first = tokens.peek();
    if (first.kind() == Kind.STREAM_END) {
      return null;
    }
    Map<String, String> prefixes = new HashMap<>(readDirectives());
    boolean explicit = tokens.peek().kind() == Kind.DOCUMENT_START;
    if (!explicit && (started || first.kind() != tokens.peek().kind() || !prefixes.isEmpty())) {
      throw new YamlException(
          "expected '---' between two documents, or behind directives", tokens.peek().start());
    }
    started = true;
    DEFAULT_TAG_PREFIXES.forEach(prefixes::putIfAbsent);
    if (explicit) {
      tokens.take();
    }
    YamlNode node = new DocumentParser(tokens, prefixes, limits, comments).parse(explicit);
    // Looks at the next token, so that nonsense right behind the document is not overlooked.
    comments.arriveAt(tokens.peek());
    if (tokens.peek().kind() == Kind.DOCUMENT_END) {
      tokens.take();
    }
    return new Root(node, first.start());
  }

  private void skip(Kind kind) {
    while (tokens.peek().kind() == kind) {
      tokens.take();
    }
  }

  /** The tag prefixes that the document declares, by handle. */
  private Map<String, String> readDirectives() {
    Map<String, String> prefixes = new HashMap<>();
    boolean version = false;
    while (true) {
      Token token = tokens.peek();
      if (token.kind() == Kind.VERSION_DIRECTIVE) {
        checkVersion(token, version);
        version = true;
      } else if (token.kind() == Kind.TAG_DIRECTIVE) {
        if (prefixes.put(token.handle(), token.text()) != null) {
          throw new YamlException("the tag handle is declared twice", token.start());
        }
      } else {
        return prefixes;
      }
      tokens.take();
    }
  }

  private static void checkVersion(Token token, boolean seen) {
    if (seen) {
      throw new YamlException("the version is declared twice", token.start());
    }
    String[] numbers = token.text().split("\\.");
    if (Integer.parseInt(numbers[0]) != 1 || Integer.parseInt(numbers[1]) != 1) {
      throw new YamlException(
          "the directive asks for a YAML version other than 1.1; remove it", token.start());
    }
  }
}
