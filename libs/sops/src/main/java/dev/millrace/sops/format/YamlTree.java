package dev.millrace.sops.format;

import dev.millrace.sops.SopsException;
import dev.millrace.sops.tree.Text;
import dev.millrace.sops.tree.Value;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlNode;
import dev.millrace.yaml.YamlReader;
import java.math.BigInteger;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes the content of a YAML document from its nodes and comments. Aliases are written out.
 *
 * <p>A comment on a line of its own belongs to the map or list in whose column or right of it it
 * stands; where in it is all that counts. A comment beside a value comes before the value.
 */
final class YamlTree {
  private final int maxValues;
  private int values;
  private Deque<YamlComments.Found> comments = new ArrayDeque<>();

  YamlTree(int maxValues) {
    this.maxValues = maxValues;
  }

  /**
   * The content of one document.
   *
   * @throws SopsException of kind FORMAT if it is not a map
   */
  Value.Branch document(YamlNode root, Deque<YamlComments.Found> commentsOfDocument) {
    comments = commentsOfDocument;
    List<Value.Entry> entries = new ArrayList<>();
    switch (followAlias(root)) {
      case YamlNode.Mapping map -> fields(map, Integer.MAX_VALUE, entries);
      case YamlNode.Scalar scalar when YamlReader.decodeScalar(scalar) == null -> {}
      default ->
          throw new SopsException(
              SopsException.Kind.FORMAT, "a document is a list or a single value, not a map");
    }
    takeAll(entries::add);
    return new Value.Branch(entries);
  }

  /**
   * The value of a node.
   *
   * @param column of the map or list that holds it, from 1
   * @param until the line on which the next part of the text begins
   */
  private Value value(YamlNode node, int column, int until) {
    if (++values > maxValues) {
      throw new SopsException(
          SopsException.Kind.LIMIT, "the file has more than " + maxValues + " values");
    }
    return switch (node) {
      case YamlNode.Mapping map -> {
        List<Value.Entry> entries = new ArrayList<>();
        fields(map, until, entries);
        takeInside(map.flow() ? Integer.MAX_VALUE : column(map), until, entries::add);
        yield new Value.Branch(entries);
      }
      case YamlNode.Sequence list -> items(list, column, until);
      case YamlNode.Scalar scalar -> leaf(scalar);
      case YamlNode.Alias alias -> withoutComments(alias.target());
    };
  }

  private static int column(YamlNode.Mapping map) {
    return map.entries().isEmpty()
        ? map.start().column()
        : map.entries().getFirst().key().start().column();
  }

  /** What an alias repeats was commented where it was first written. */
  private Value withoutComments(YamlNode target) {
    Deque<YamlComments.Found> kept = comments;
    comments = new ArrayDeque<>();
    Value copy = value(target, 0, 0);
    comments = kept;
    return copy;
  }

  private void fields(YamlNode.Mapping map, int until, List<Value.Entry> entries) {
    int column = column(map);
    List<YamlNode.Entry> source = map.entries();
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < source.size(); i++) {
      YamlNode.Entry entry = source.get(i);
      int next = i + 1 < source.size() ? source.get(i + 1).key().start().line() : until;
      takeAbove(entry.key().start().line(), entries::add);
      String key = key(entry.key());
      if (!keys.add(key)) {
        throw new YamlException("the key '" + key + "' is repeated", entry.key().start());
      }
      if (isCollection(entry.value())) {
        takeBeside(entry.key().end().line(), entries::add);
      } else {
        takeAbove(entry.value().start().line(), entries::add);
        takeBeside(entry.value().end().line(), entries::add);
      }
      entries.add(new Value.Field(key, value(entry.value(), column, next)));
    }
  }

  private Value.Items items(YamlNode.Sequence list, int column, int until) {
    int own = list.start().column();
    List<YamlNode> source = list.items();
    List<Value> items = new ArrayList<>();
    for (int i = 0; i < source.size(); i++) {
      YamlNode item = source.get(i);
      int next = i + 1 < source.size() ? source.get(i + 1).start().line() : until;
      takeAbove(item.start().line(), items::add);
      if (!isCollection(item)) {
        takeBeside(item.end().line(), items::add);
      }
      items.add(value(item, own, next));
    }
    // In the column of the key that holds the list, a comment belongs to the next key.
    int inside = own == column ? own + 1 : own;
    takeInside(list.flow() ? Integer.MAX_VALUE : inside, until, items::add);
    return new Value.Items(items);
  }

  private static boolean isCollection(YamlNode node) {
    return node instanceof YamlNode.Mapping || node instanceof YamlNode.Sequence;
  }

  private static YamlNode followAlias(YamlNode node) {
    return node instanceof YamlNode.Alias alias ? followAlias(alias.target()) : node;
  }

  private static String key(YamlNode node) {
    if (followAlias(node) instanceof YamlNode.Scalar scalar
        && YamlReader.decodeScalar(scalar) instanceof String text) {
      return text;
    }
    throw new YamlException("a key is not text; quote it", node.start());
  }

  private static Value leaf(YamlNode.Scalar scalar) {
    return switch (YamlReader.decodeScalar(scalar)) {
      case null -> new Value.Nothing();
      case String text -> Text.of(text);
      case Long number -> new Value.Whole(number);
      case Double number -> new Value.Real(number);
      case Boolean truth -> new Value.Truth(truth);
      case OffsetDateTime time -> new Value.Moment(time);
      case BigInteger _ ->
          throw new YamlException("a number is larger than 63 bits; quote it", scalar.start());
      case Object other -> throw new IllegalStateException("no scalar: " + other.getClass());
    };
  }

  /** Comments on lines of their own before a line. */
  private void takeAbove(int line, Consumer<Value.Comment> place) {
    while (!comments.isEmpty() && comments.getFirst().line() < line) {
      take(place);
    }
  }

  private void takeBeside(int line, Consumer<Value.Comment> place) {
    while (!comments.isEmpty() && comments.getFirst().line() == line) {
      take(place);
    }
  }

  /** Comments that follow the last part of a block collection in its column. */
  private void takeInside(int column, int until, Consumer<Value.Comment> place) {
    while (!comments.isEmpty()
        && comments.getFirst().line() < until
        && comments.getFirst().column() >= column) {
      take(place);
    }
  }

  private void takeAll(Consumer<Value.Comment> place) {
    while (!comments.isEmpty()) {
      take(place);
    }
  }

  private void take(Consumer<Value.Comment> place) {
    YamlComments.Found found = comments.removeFirst();
    place.accept(new Value.Comment(found.text(), found.beside()));
  }
}
