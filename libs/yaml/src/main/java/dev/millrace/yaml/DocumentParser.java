package dev.millrace.yaml;

import dev.millrace.yaml.Token.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds the nodes of one document from its tokens. */
final class DocumentParser {
  private static final Set<Kind> DOCUMENT_ENDS =
      EnumSet.of(
          Kind.VERSION_DIRECTIVE,
          Kind.TAG_DIRECTIVE,
          Kind.DOCUMENT_START,
          Kind.DOCUMENT_END,
          Kind.STREAM_END);
  private static final Set<Kind> BLOCK_PART_ENDS = EnumSet.of(Kind.KEY, Kind.VALUE, Kind.BLOCK_END);
  private static final Set<Kind> ITEM_ENDS = EnumSet.of(Kind.BLOCK_ENTRY, Kind.BLOCK_END);
  private static final Set<Kind> INDENTLESS_ITEM_ENDS =
      EnumSet.of(Kind.BLOCK_ENTRY, Kind.KEY, Kind.VALUE, Kind.BLOCK_END);

  private final TokenScanner tokens;
  private final Map<String, String> tagPrefixes;
  private final YamlLimits limits;
  private final CommentAttacher comments;
  private final Map<String, YamlNode> anchors = new HashMap<>();
  private final Set<String> openAnchors = new HashSet<>();
  private int nodes;
  private int depth;

  DocumentParser(
      TokenScanner tokens,
      Map<String, String> tagPrefixes,
      YamlLimits limits,
      CommentAttacher comments) {
    this.tokens = tokens;
    this.tagPrefixes = tagPrefixes;
    this.limits = limits;
    this.comments = comments;
  }

  /**
   * The root.
   *
   * @param explicit whether the document starts with {@code ---}, and so may be empty
   */
  YamlNode parse(boolean explicit) {
    return explicit && DOCUMENT_ENDS.contains(kind()) ? empty(peek().start()) : node(Context.BLOCK);
  }

  /** Which kinds of collections may start at a place. */
  private enum Context {
    /** Inside brackets. */
    FLOW,
    /** In a list or at the root. */
    BLOCK,
    /** Part of a map, where a list may start in the column of its key. */
    BLOCK_MAP;

    boolean admits(Kind kind) {
      return switch (kind) {
        case BLOCK_SEQUENCE_START, BLOCK_MAPPING_START -> this != FLOW;
        case BLOCK_ENTRY -> this == BLOCK_MAP;
        default -> true;
      };
    }
  }

  /** What stands before a node. */
  private record Properties(@Nullable String anchor, @Nullable String tag, Position start) {}

  private Token peek() {
    Token token = tokens.peek();
    comments.arriveAt(token);
    return token;
  }

  private Kind kind() {
    return peek().kind();
  }

  private YamlNode node(Context context) {
    Token first = peek();
    if (++nodes > limits.maxNodes()) {
      throw new YamlException(
          "the document has more than " + limits.maxNodes() + " values", first.start());
    }
    if (first.kind() == Kind.ALIAS) {
      return alias(tokens.take());
    }
    if (++depth > limits.maxDepth()) {
      throw new YamlException(
          "maps and lists are nested deeper than " + limits.maxDepth() + " levels", first.start());
    }
    Properties properties = properties();
    String anchor = properties.anchor();
    if (anchor == null) {
      YamlNode node = content(context, properties);
      depth--;
      return node;
    }
    anchors.remove(anchor);
    boolean outer = openAnchors.add(anchor);
    YamlNode node = content(context, properties);
    if (outer) {
      openAnchors.remove(anchor);
    }
    anchors.put(anchor, node);
    depth--;
    return node;
  }

  private YamlNode content(Context context, Properties properties) {
    if (!context.admits(kind())) {
      return withoutContent(properties);
    }
    return switch (kind()) {
      case SCALAR -> scalar(tokens.take(), properties);
      case FLOW_SEQUENCE_START -> flowSequence(properties);
      case FLOW_MAPPING_START -> flowMapping(properties);
      case BLOCK_SEQUENCE_START -> blockSequence(properties);
      case BLOCK_MAPPING_START -> blockMapping(properties);
      case BLOCK_ENTRY -> indentlessSequence(properties);
      default -> withoutContent(properties);
    };
  }

  private YamlNode withoutContent(Properties properties) {
    Token next = peek();
    if (properties.anchor() == null && properties.tag() == null) {
      throw new YamlException("expected a value here", next.start());
    }
    return new YamlNode.Scalar(
        "",
        YamlNode.Style.PLAIN,
        properties.tag(),
        properties.anchor(),
        properties.start(),
        next.start());
  }

  private Properties properties() {
    Position start = peek().start();
    String anchor = null;
    String tag = null;
    if (kind() == Kind.ANCHOR) {
      anchor = tokens.take().text();
    }
    if (kind() == Kind.TAG) {
      tag = tag(tokens.take());
    }
    if (anchor == null && tag != null && kind() == Kind.ANCHOR) {
      anchor = tokens.take().text();
    }
    return new Properties(anchor, tag, start);
  }

  private String tag(Token token) {
    if (token.handle().isEmpty()) {
      return token.text();
    }
    String prefix = tagPrefixes.get(token.handle());
    if (prefix == null) {
      throw new YamlException(
          "the tag handle '" + token.handle() + "' is not declared", token.start());
    }
    return prefix + token.text();
  }

  private YamlNode alias(Token token) {
    YamlNode target = anchors.get(token.text());
    if (target == null) {
      String problem =
          openAnchors.contains(token.text())
              ? "the value of anchor '" + token.text() + "' contains itself"
              : "unknown anchor '" + token.text() + "'";
      throw new YamlException(problem, token.start());
    }
    return comments.attach(
        new YamlNode.Alias(token.text(), target, token.start(), token.end()), comments.take());
  }

  private YamlNode scalar(Token token, Properties properties) {
    return comments.attach(
        new YamlNode.Scalar(
            token.text(),
            token.style(),
            properties.tag(),
            properties.anchor(),
            properties.start(),
            token.end()),
        comments.take());
  }

  private static YamlNode empty(Position at) {
    return new YamlNode.Scalar("", YamlNode.Style.PLAIN, null, null, at, at);
  }

  private YamlNode blockSequence(Properties properties) {
    tokens.take();
    Comments above = comments.takeStem();
    List<YamlNode> items = blockItems(ITEM_ENDS);
    Position end = expect(Kind.BLOCK_END, "expected '-' for the next item of the list").end();
    return comments.attach(sequence(items, false, properties, end), above);
  }

  private YamlNode indentlessSequence(Properties properties) {
    List<YamlNode> items = blockItems(INDENTLESS_ITEM_ENDS);
    return sequence(items, false, properties, peek().start());
  }

  private List<YamlNode> blockItems(Set<Kind> ends) {
    List<YamlNode> items = new ArrayList<>();
    while (kind() == Kind.BLOCK_ENTRY) {
      int above = comments.aboveLength();
      Token dash = tokens.take();
      if (kind() == Kind.BLOCK_SEQUENCE_START || kind() == Kind.BLOCK_MAPPING_START) {
        comments.splitStem(above);
      }
      items.add(nodeUnless(ends, dash.end(), Context.BLOCK));
    }
    return items;
  }

  private YamlNode blockMapping(Properties properties) {
    tokens.take();
    Comments above = comments.takeStem();
    List<YamlNode.Entry> entries = new ArrayList<>();
    YamlNode keyBefore = null;
    while (kind() == Kind.KEY) {
      YamlNode key = nodeUnless(BLOCK_PART_ENDS, tokens.take().end(), Context.BLOCK_MAP);
      YamlNode value =
          kind() == Kind.VALUE
              ? nodeUnless(BLOCK_PART_ENDS, tokens.take().end(), Context.BLOCK_MAP)
              : empty(peek().start());
      entries.add(new YamlNode.Entry(key, value));
      comments.settle(key, value, keyBefore);
      keyBefore = key;
    }
    Position end =
        expect(Kind.BLOCK_END, "expected the next key of the map; check the indentation").end();
    YamlNode map = comments.attach(mapping(entries, false, properties, end), atEnd(above));
    if (keyBefore != null && !comments.of(map).below().isEmpty()) {
      comments.moveBelow(map, keyBefore);
    }
    return map;
  }

  private YamlNode flowSequence(Properties properties) {
    Comments start = comments.take();
    tokens.take();
    List<YamlNode> items = new ArrayList<>();
    while (kind() != Kind.FLOW_SEQUENCE_END) {
      if (!items.isEmpty()) {
        expect(Kind.FLOW_ENTRY, "expected ',' or ']'");
        if (kind() == Kind.FLOW_SEQUENCE_END) {
          break;
        }
      }
      items.add(kind() == Kind.KEY ? singlePair() : node(Context.FLOW));
    }
    YamlNode list = sequence(items, true, properties, tokens.take().end());
    return comments.attach(list, atEnd(start));
  }

  /** {@code [a: b]}: a map of one entry without braces. */
  private YamlNode singlePair() {
    Position start = tokens.take().start();
    Set<Kind> ends = EnumSet.of(Kind.FLOW_ENTRY, Kind.FLOW_SEQUENCE_END);
    YamlNode key;
    if (kind() == Kind.VALUE || ends.contains(kind())) {
      // The original takes whatever stands in place of the key for its end.
      key = empty(tokens.take().end());
    } else {
      key = node(Context.FLOW);
    }
    YamlNode value = flowValue(ends);
    Properties none = new Properties(null, null, start);
    return mapping(List.of(new YamlNode.Entry(key, value)), true, none, peek().start());
  }

  private YamlNode flowValue(Set<Kind> ends) {
    if (kind() != Kind.VALUE) {
      return empty(peek().start());
    }
    tokens.take();
    return nodeUnless(ends, peek().start(), Context.FLOW);
  }

  private YamlNode flowMapping(Properties properties) {
    Comments start = comments.take();
    tokens.take();
    Set<Kind> ends = EnumSet.of(Kind.FLOW_ENTRY, Kind.FLOW_MAPPING_END);
    Set<Kind> keyEnds = EnumSet.of(Kind.VALUE, Kind.FLOW_ENTRY, Kind.FLOW_MAPPING_END);
    List<YamlNode.Entry> entries = new ArrayList<>();
    while (kind() != Kind.FLOW_MAPPING_END) {
      if (!entries.isEmpty()) {
        expect(Kind.FLOW_ENTRY, "expected ',' or '}'");
        if (kind() == Kind.FLOW_MAPPING_END) {
          break;
        }
      }
      if (kind() == Kind.KEY) {
        tokens.take();
        YamlNode key = nodeUnless(keyEnds, peek().start(), Context.FLOW);
        entries.add(new YamlNode.Entry(key, flowValue(ends)));
      } else {
        YamlNode key = node(Context.FLOW);
        entries.add(new YamlNode.Entry(key, empty(peek().start())));
      }
    }
    entries.forEach(entry -> comments.settle(entry.key(), entry.value(), null));
    YamlNode map = mapping(entries, true, properties, tokens.take().end());
    return comments.attach(map, atEnd(start));
  }

  /** The comments of a collection: those above its start, and those at its end. */
  private Comments atEnd(Comments start) {
    Comments end = comments.take();
    return new Comments(start.above(), end.beside(), end.below());
  }

  private YamlNode nodeUnless(Set<Kind> ends, Position at, Context context) {
    return ends.contains(kind()) ? empty(at) : node(context);
  }

  private Token expect(Kind kind, String problem) {
    if (kind() != kind) {
      throw new YamlException(problem, peek().start());
    }
    return tokens.take();
  }

  private static YamlNode sequence(
      List<YamlNode> items, boolean flow, Properties properties, Position end) {
    return new YamlNode.Sequence(
        items, flow, properties.tag(), properties.anchor(), properties.start(), end);
  }

  private static YamlNode mapping(
      List<YamlNode.Entry> entries, boolean flow, Properties properties, Position end) {
    return new YamlNode.Mapping(
        entries, flow, properties.tag(), properties.anchor(), properties.start(), end);
  }
}
