package dev.millrace.kustomize.node;

import dev.millrace.kustomize.problem.KustomizeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A YAML value that can be changed in place.
 *
 * <p>The engine works on nodes and not on plain values because kustomize does: what a scalar means
 * is decided by its text, tag and quotes together, and only when it is printed. A label that two
 * places share is one node, and a later patch of one place is seen in the other, as in the
 * original. Nodes are not safe for use by several threads.
 */
public final class Node {
  /** What a node is. */
  public enum Kind {
    /** A single value. */
    SCALAR,
    /** Named fields. */
    MAP,
    /** Items in order. */
    LIST
  }

  /** How a scalar is written. */
  public enum Style {
    /** Without quotes. */
    PLAIN,
    /** In single quotes. */
    SINGLE_QUOTED,
    /** In double quotes. */
    DOUBLE_QUOTED,
    /** As a block that keeps its lines. */
    LITERAL,
    /** As a block that joins its lines. */
    FOLDED,
    /** Not at all: the text is the name of an anchor whose value is meant. */
    ALIAS
  }

  /** One field of a map. */
  public record Field(Node key, Node value) {
    /** The name as written. */
    public String name() {
      return key.text();
    }
  }

  private Kind kind;
  private String tag;
  private String text;
  private Style style = Style.PLAIN;
  private boolean flow;
  private boolean explicitTag;
  private List<Node> items = List.of();
  private final FieldList fields = new FieldList();
  private int line;
  private @Nullable String comment;
  private Surroundings surroundings = Surroundings.NONE;

  private Node(Kind kind, String tag, String text) {
    this.kind = kind;
    this.tag = tag;
    this.text = text;
  }

  /** A scalar without quotes whose meaning its text decides: {@code 5} is a number. */
  public static Node scalar(String text) {
    return new Node(Kind.SCALAR, Tag.NONE, text);
  }

  /** A scalar with a tag of {@link Tag}. */
  public static Node scalar(String text, String tag) {
    return new Node(Kind.SCALAR, tag, text);
  }

  /** Text, whatever it looks like; several lines become a literal block. */
  public static Node string(String text) {
    Node node = new Node(Kind.SCALAR, Tag.STRING, text);
    node.style = text.indexOf('\n') >= 0 ? Style.LITERAL : Style.PLAIN;
    return node;
  }

  /** Text in single quotes. */
  public static Node quoted(String text) {
    return new Node(Kind.SCALAR, Tag.STRING, text).withStyle(Style.SINGLE_QUOTED);
  }

  /** An empty map. */
  public static Node map() {
    return new Node(Kind.MAP, Tag.NONE, "");
  }

  /** An empty list. */
  public static Node list() {
    return new Node(Kind.LIST, Tag.NONE, "");
  }

  /** An empty node of a kind; an empty scalar means null. */
  public static Node ofKind(Kind kind) {
    return new Node(kind, Tag.NONE, "");
  }

  /** How the name of a field is written; plain when there is no such field. */
  public Style keyStyle(String name) {
    Field field = fields.find(name);
    return field == null ? Style.PLAIN : field.key.style;
  }

  /** Whether there is no node, or a null. */
  public static boolean isMissingOrNull(@Nullable Node node) {
    return node == null || node.isNull();
  }

  /** Whether there is no node, or a null, an empty map or an empty list. */
  public static boolean isNullOrEmpty(@Nullable Node node) {
    return node == null || node.isNull() || node.isEmptyCollection();
  }

  /** What this node is. */
  public Kind kind() {
    return kind;
  }

  /** The short tag; empty where the text decides. */
  public String tag() {
    return tag;
  }

  /** The text of a scalar, quotes removed; empty for maps and lists. */
  public String text() {
    return text;
  }

  /** How a scalar is written. */
  public Style style() {
    return style;
  }

  /** Whether the map or list is written in one line, with brackets. */
  public boolean isFlow() {
    return flow;
  }

  /** Whether the tag was written out, as in {@code !!str 5}. */
  public boolean hasExplicitTag() {
    return explicitTag;
  }

  /** The line in its file, counted from 1; 0 where the node was made by the engine. */
  public int line() {
    return line;
  }

  /** The JSON in a comment beside the field, which is its schema; null when there is none. */
  public @Nullable String schemaComment(String name) {
    Field field = fields.find(name);
    if (field == null) {
      return null;
    }
    return field.value.comment != null ? field.value.comment : field.key.comment;
  }

  /** Whether this is a map. */
  public boolean isMap() {
    return kind == Kind.MAP;
  }

  /** Whether this is a list. */
  public boolean isList() {
    return kind == Kind.LIST;
  }

  /** Whether this is a scalar; an alias is not, as it stands for another value. */
  public boolean isScalar() {
    return kind == Kind.SCALAR && style != Style.ALIAS;
  }

  /** Whether this is a null by its tag. */
  public boolean isNull() {
    return tag.equals(Tag.NULL);
  }

  /** Whether this is a scalar that counts as text: tagged so, or without a tag. */
  public boolean isText() {
    return isScalar() && (tag.equals(Tag.STRING) || tag.isEmpty());
  }

  /** Whether this is a map or list with nothing in it. */
  public boolean isEmptyCollection() {
    return isMap() ? fields.isEmpty() : isList() && items.isEmpty();
  }

  /** The items of a list; empty for anything else. Not to be changed. */
  public List<Node> items() {
    return items;
  }

  /** The fields of a map in their order, repeated names included; not to be changed. */
  public List<Field> fields() {
    return fields.all();
  }

  /** The value of the first field of this name; null when there is none or this is no map. */
  public @Nullable Node field(String name) {
    Field field = fields.find(name);
    return field == null ? null : field.value;
  }

  /**
   * The value of the first field of this name; null when there is none or this is a null.
   *
   * @throws KustomizeException if this is a list or a scalar
   */
  public @Nullable Node get(String name) {
    requireKind(Kind.MAP);
    return field(name);
  }

  /** Fails unless this is of a kind, or a null. */
  public void requireKind(Kind wanted) {
    if (!isNull() && kind != wanted) {
      throw new KustomizeException(
          "expected a " + word(wanted) + " but found a " + word(kind) + place());
    }
  }

  /** Replaces the items of a list. */
  public void setItems(List<Node> changed) {
    items = new ArrayList<>(changed);
  }

  /** Adds an item to the end of a list. */
  public void addItem(Node item) {
    requireKind(Kind.LIST);
    if (items.isEmpty()) {
      items = new ArrayList<>();
    }
    items.add(item);
  }

  /** Adds a field without looking for one of the same name. */
  public void addField(Node key, Node value) {
    fields.add(new Field(key, value));
  }

  /** Removes the first field of this name, if there is one. */
  public void removeField(String name) {
    requireKind(Kind.MAP);
    Field field = fields.find(name);
    if (field != null) {
      fields.remove(field);
    }
  }

  /** Removes the first field of this name that is null, a scalar or empty; others stay. */
  public void removeEmptyField(String name) {
    fields.all().stream()
        .filter(field -> field.name().equals(name))
        .filter(field -> field.value.items.isEmpty() && field.value.fields.isEmpty())
        .findFirst()
        .ifPresent(fields::remove);
  }

  /**
   * Sets a field the way kustomize does: a missing or null value removes the field; an existing
   * field keeps its quotes; text that YAML 1.1 would take for something else is quoted when it is
   * new.
   *
   * @return the node that now holds the value, or null when the field was removed
   */
  public @Nullable Node setField(String name, @Nullable Node value) {
    return setField(name, value, Style.PLAIN);
  }

  /** {@link #setField(String, Node)} with the quotes that the name gets when the field is new. */
  public @Nullable Node setField(String name, @Nullable Node value, Style keyStyle) {
    return Assignment.field(this, name, value, keyStyle);
  }

  /** Sets this scalar to another, keeping the quotes that this one has. A null changes nothing. */
  public void setScalar(Node value) {
    Assignment.scalar(this, value);
  }

  /** Changes the text of a scalar and nothing else. */
  public void setText(String changed) {
    text = changed;
  }

  /** Changes text and tag of a scalar and drops its quotes. */
  public void setPlain(String changed, String changedTag) {
    text = changed;
    tag = changedTag;
    style = Style.PLAIN;
    flow = false;
    explicitTag = false;
  }

  /** Makes a node of another kind of this one, empty, with a tag. */
  public void convertTo(Kind changed, String changedTag) {
    kind = changed;
    tag = changedTag;
  }

  /** Takes over everything from another node; both share their children afterwards. */
  public void become(Node other) {
    if (other == this) {
      return;
    }
    kind = other.kind;
    tag = other.tag;
    text = other.text;
    copyStyle(other);
    comment = other.comment;
    surroundings = other.surroundings;
    items = other.items.isEmpty() ? List.of() : new ArrayList<>(other.items);
    fields.become(other.fields);
  }

  /** A copy that shares nothing with this node. */
  public Node copy() {
    Node copy = new Node(kind, tag, text);
    copy.copyStyle(this);
    copy.line = line;
    copy.comment = comment;
    for (Node item : items) {
      copy.addItem(item.copy());
    }
    for (Field field : fields.all()) {
      copy.addField(field.key.copy(), field.value.copy());
    }
    return copy;
  }

  Node withStyle(Style changed) {
    style = changed;
    return this;
  }

  Node withTag(String changed) {
    tag = changed;
    return this;
  }

  Node withSource(int sourceLine, boolean flowStyle, boolean tagWasWritten) {
    line = sourceLine;
    flow = flowStyle;
    explicitTag = tagWasWritten;
    return this;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  void surround(Surroundings changed) {
    surroundings = changed;
  }

  void setComment(@Nullable String json) {
    comment = json;
  }

  void copyStyle(Node other) {
    style = other.style;
    flow = other.flow;
    explicitTag = other.explicitTag;
  }

  String place() {
    return line > 0 ? " at line " + line : "";
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
