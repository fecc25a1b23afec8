package dev.millrace.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.common.SpecVersion;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads one stream document by document into nodes, with bounds on depth and number. */
final class NodeReader {
  private static final Position START = new Position(1, 1, 0);
  private static final int MOST_REPAIRS = 500;

  private final LoadSettings settings;
  private final YamlLimits limits;
  private final int firstLine;
  private String text;
  private Parser parser;
  private final Map<String, YamlNode> anchors = new HashMap<>();
  private final List<String> openAnchors = new ArrayList<>();
  private int nodes;
  private int flowDepth;
  private int documents;
  private int repairs;

  /**
   * Starts to read.
   *
   * @param firstLine how many lines stand before the text, for positions
   */
  NodeReader(String text, int firstLine, YamlLimits limits) {
    checkLength(text, limits);
    this.limits = limits;
    this.firstLine = firstLine;
    this.settings =
        LoadSettings.builder()
            .setCodePointLimit(limits.maxCharacters())
            .setParseComments(false)
            .build();
    this.text = withUnixBreaks(withoutMark(text));
    this.parser = new ParserImpl(settings, new StreamReader(settings, this.text));
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

  /** For Go's YAML libraries U+0085 ends a line like a line feed does. */
  private static String withUnixBreaks(String text) {
    return text.indexOf('\u0085') < 0 ? text : text.replace('\u0085', '\n');
  }

  /** The root of the next document, or null when there is none left. */
  @Nullable Root next() {
    while (true) {
      try {
        Root root = read();
        documents++;
        return root;
      } catch (YamlEngineException e) {
        if (!repairTabs(e)) {
          throw translate(e);
        }
      } catch (IndexOutOfBoundsException | NumberFormatException e) {
        // The scanner lets these escape on some malformed escapes and directives.
        throw new YamlException("the text is not valid YAML");
      }
    }
  }

  /** Repairs a tab that stopped the parser, and goes back to where the document started. */
  private boolean repairTabs(YamlEngineException e) {
    if (!(e instanceof MarkedYamlEngineException marked)
        || marked.getProblemMark().isEmpty()
        || repairs++ >= MOST_REPAIRS) {
      return false;
    }
    int place = marked.getProblemMark().get().getIndex();
    String repaired = TabSeparators.repair(text, place, flowDepth > 0);
    if (repaired == null) {
      return false;
    }
    text = repaired;
    parser = new ParserImpl(settings, new StreamReader(settings, text));
    nodes = 0;
    flowDepth = 0;
    for (int i = 0; i < documents; i++) {
      read();
    }
    return true;
  }

  private @Nullable Root read() {
    while (parser.checkEvent(Event.ID.StreamStart) || parser.checkEvent(Event.ID.DocumentEnd)) {
      parser.next();
    }
    if (!parser.checkEvent(Event.ID.DocumentStart)) {
      return null;
    }
    DocumentStartEvent start = (DocumentStartEvent) parser.next();
    checkVersion(start);
    anchors.clear();
    openAnchors.clear();
    YamlNode root = node(0);
    // Looks one event ahead, so that nonsense right behind the document is not overlooked.
    parser.checkEvent(Event.ID.DocumentEnd);
    return new Root(root, position(start.getStartMark()));
  }

  /** A document's root node and where the document starts. */
  record Root(YamlNode node, Position start) {}

  private void checkVersion(DocumentStartEvent start) {
    Optional<SpecVersion> version = start.getSpecVersion();
    if (version.isPresent() && (version.get().getMajor() != 1 || version.get().getMinor() != 1)) {
      throw new YamlException(
          "the directive asks for a YAML version other than 1.1; remove it",
          position(start.getStartMark()));
    }
  }

  private YamlNode node(int depth) {
    NodeEvent event = (NodeEvent) parser.next();
    Position start = position(event.getStartMark());
    if (++nodes > limits.maxNodes()) {
      throw new YamlException("the document has more than " + limits.maxNodes() + " values", start);
    }
    if (event instanceof AliasEvent alias) {
      return alias(alias, start);
    }
    if (depth >= limits.maxDepth()) {
      throw new YamlException(
          "maps and lists are nested deeper than " + limits.maxDepth() + " levels", start);
    }
    String anchor = event.getAnchor().map(Anchor::getValue).orElse(null);
    if (anchor != null) {
      anchors.remove(anchor);
      openAnchors.add(anchor);
    }
    YamlNode node =
        switch (event) {
          case ScalarEvent scalar -> scalar(scalar, anchor, start);
          case SequenceStartEvent sequence -> sequence(sequence, anchor, start, depth);
          case MappingStartEvent mapping -> mapping(mapping, anchor, start, depth);
          default -> throw new IllegalStateException("unexpected event " + event.getEventId());
        };
    if (anchor != null) {
      openAnchors.removeLast();
      anchors.put(anchor, node);
    }
    return node;
  }

  private YamlNode alias(AliasEvent event, Position start) {
    String name = event.getAlias().getValue();
    YamlNode target = anchors.get(name);
    if (target == null) {
      String problem =
          openAnchors.contains(name)
              ? "the value of anchor '" + name + "' contains itself"
              : "unknown anchor '" + name + "'";
      throw new YamlException(problem, start);
    }
    return new YamlNode.Alias(name, target, start, position(event.getEndMark()));
  }

  private YamlNode scalar(ScalarEvent event, @Nullable String anchor, Position start) {
    return new YamlNode.Scalar(
        event.getValue(),
        style(event.getScalarStyle()),
        event.getTag().orElse(null),
        anchor,
        start,
        position(event.getEndMark()));
  }

  private YamlNode sequence(
      SequenceStartEvent event, @Nullable String anchor, Position start, int depth) {
    List<YamlNode> items = new ArrayList<>();
    int outerFlow = flowDepth;
    flowDepth += event.isFlow() ? 1 : 0;
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      items.add(node(depth + 1));
    }
    flowDepth = outerFlow;
    Position end = position(parser.next().getEndMark());
    String tag = event.getTag().orElse(null);
    return new YamlNode.Sequence(items, event.isFlow(), tag, anchor, start, end);
  }

  private YamlNode mapping(
      MappingStartEvent event, @Nullable String anchor, Position start, int depth) {
    List<YamlNode.Entry> entries = new ArrayList<>();
    int outerFlow = flowDepth;
    flowDepth += event.isFlow() ? 1 : 0;
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      YamlNode key = node(depth + 1);
      entries.add(new YamlNode.Entry(key, node(depth + 1)));
    }
    flowDepth = outerFlow;
    Position end = position(parser.next().getEndMark());
    String tag = event.getTag().orElse(null);
    return new YamlNode.Mapping(entries, event.isFlow(), tag, anchor, start, end);
  }

  private static YamlNode.Style style(ScalarStyle style) {
    return switch (style) {
      case SINGLE_QUOTED -> YamlNode.Style.SINGLE_QUOTED;
      case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> YamlNode.Style.DOUBLE_QUOTED;
      case LITERAL -> YamlNode.Style.LITERAL;
      case FOLDED -> YamlNode.Style.FOLDED;
      case PLAIN -> YamlNode.Style.PLAIN;
    };
  }

  private Position position(Optional<Mark> mark) {
    return mark.map(this::position).orElse(START);
  }

  private Position position(Mark mark) {
    return new Position(firstLine + mark.getLine() + 1, mark.getColumn() + 1, mark.getIndex());
  }

  private YamlException translate(YamlEngineException e) {
    if (e instanceof MarkedYamlEngineException marked) {
      String problem = marked.getProblem() == null ? "invalid YAML" : marked.getProblem();
      String context = marked.getContext();
      String prefix = context == null || context.isBlank() ? "" : context + ", ";
      Optional<Mark> mark = marked.getProblemMark().or(marked::getContextMark);
      return mark.isPresent()
          ? new YamlException(prefix + problem, position(mark.get()))
          : new YamlException(prefix + problem);
    }
    String message = e.getMessage();
    return new YamlException(
        message == null ? "the text is not valid YAML" : message.lines().findFirst().orElse(""));
  }
}
