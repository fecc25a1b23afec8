package dev.millrace.helm.toml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads TOML 1.0 into trees: {@code Long} and {@code Double} stay apart, dates are Go times. The
 * messages are those of the library that Helm uses, for templates can print them.
 */
public final class TomlReader {
  private static final int MAX_DEPTH = 200;

  private final TomlCursor in;
  private final Map<String, @Nullable Object> root = new LinkedHashMap<>();

  /** Tables that a header or value has defined, which no other may define again. */
  private final Set<Object> closed = Collections.newSetFromMap(new IdentityHashMap<>());

  private TomlReader(String text) {
    this.in = new TomlCursor(text);
  }

  /**
   * Reads a document.
   *
   * @throws TomlException if the text is no TOML
   */
  public static Map<String, @Nullable Object> read(String text) {
    var reader = new TomlReader(text);
    reader.readDocument();
    return reader.root;
  }

  /**
   * A table that is being filled.
   *
   * @param path how messages name it
   */
  private record Table(List<String> path, Map<String, @Nullable Object> entries) {
    List<String> pathOf(List<String> key) {
      List<String> whole = new ArrayList<>(path);
      whole.addAll(key);
      return whole;
    }
  }

  private void readDocument() {
    var table = new Table(List.of(), root);
    for (in.skipBlankLines(); !in.atEnd(); in.skipBlankLines()) {
      if (in.take('[')) {
        table = in.take('[') ? readListHeader() : readTableHeader();
      } else {
        readKeyValue(table, 0);
      }
      in.reading(shown(table.path()));
      in.endLine();
    }
  }

  private void reading(List<String> path) {
    if (path.isEmpty()) {
      in.reading("");
    } else {
      String parent = shown(path.subList(0, path.size() - 1));
      in.reading(parent.isEmpty() ? path.getLast() : parent + "." + path.getLast());
    }
  }

  private Table readTableHeader() {
    List<String> path = readHeaderPath();
    in.reading(shown(path.subList(0, path.size() - 1)));
    Map<String, @Nullable Object> table = tableAt(root, path, false);
    if (!closed.add(table)) {
      throw alreadyDefined(path);
    }
    return new Table(path, table);
  }

  private Table readListHeader() {
    List<String> path = readHeaderPath();
    if (!in.take(']')) {
      throw in.errorBehind(
          "expected end of table array name delimiter ']', but got "
              + TomlCursor.quoted(in.peek())
              + " instead");
    }
    in.reading(shown(path.subList(0, path.size() - 1)));
    Map<String, @Nullable Object> parent = tableAt(root, path.subList(0, path.size() - 1), false);
    Object existing = parent.computeIfAbsent(path.getLast(), _ -> new ArrayList<Object>());
    if (!(existing instanceof List<?> list) || closed.contains(list)) {
      throw in.error(
          "Key '" + shown(path) + "' was already created and cannot be used as an array.");
    }
    Map<String, @Nullable Object> table = new LinkedHashMap<>();
    addTo(list, table);
    return new Table(path, table);
  }

  /** The names up to the bracket that ends them. */
  private List<String> readHeaderPath() {
    List<String> path = new ArrayList<>();
    do {
      in.skipBlanks();
      if (in.peek() == ']' || in.atEnd()) {
        throw in.error("unexpected end of table name (table names cannot be empty)");
      }
      if (in.peek() == '.') {
        throw in.error("unexpected table separator (table names cannot be empty)");
      }
      path.add(readName());
      in.skipBlanks();
    } while (in.take('.'));
    if (!in.take(']')) {
      throw in.errorBehind(
          "expected '.' or ']' to end table name, but got "
              + TomlCursor.quoted(in.peek())
              + " instead");
    }
    return path;
  }

  private String readName() {
    return in.peek() == '"' || in.peek() == '\''
        ? TomlText.readKey(in)
        : in.takeWhile(TomlSyntax::isBareKey);
  }

  @SuppressWarnings("unchecked") // lists of this reader hold anything
  private static void addTo(List<?> list, Object item) {
    ((List<Object>) list).add(item);
  }

  private void readKeyValue(Table table, int depth) {
    int start = in.position();
    List<String> key = readKey();
    reading(table.pathOf(key));
    Object value = readValue(table.pathOf(key), depth);
    reading(table.pathOf(key));
    Map<String, @Nullable Object> target =
        tableAt(table.entries(), key.subList(0, key.size() - 1), true);
    if (!target.containsKey(key.getLast())) {
      target.put(key.getLast(), value);
    } else if (value instanceof Map
        || !(target.get(key.getLast()) instanceof Map<?, ?> implied)
        || !closed.add(implied)) {
      in.back(start);
      throw alreadyDefined(table.pathOf(key));
    }
  }

  /** The names up to the equals sign. */
  private List<String> readKey() {
    List<String> key = new ArrayList<>();
    in.skipBlanks();
    if (in.peek() == '=' || in.atEnd()) {
      throw in.error("unexpected '=': key name appears blank");
    }
    if (in.peek() == '.') {
      throw in.error("unexpected '.': keys cannot start with a '.'");
    }
    do {
      in.skipBlanks();
      if (in.peek() == '=' || in.atEnd()) {
        throw in.error("unexpected '='");
      }
      if (in.peek() == '.') {
        throw in.error("unexpected '.'");
      }
      key.add(readName());
      in.skipBlanks();
    } while (in.take('.'));
    if (!in.take('=')) {
      throw in.error(
          in.atEnd()
              ? "unexpected EOF; expected key separator '='"
              : "expected '.' or '=', but got " + TomlCursor.quoted(in.peek()) + " instead");
    }
    return key;
  }

  /** The table of a path; what is missing is made, of lists of tables the last one counts. */
  private Map<String, @Nullable Object> tableAt(
      Map<String, @Nullable Object> start, List<String> path, boolean dottedKey) {
    Map<String, @Nullable Object> table = start;
    int depth = 0;
    for (String name : path) {
      depth++;
      Object next = table.computeIfAbsent(name, _ -> new LinkedHashMap<String, Object>());
      if (next instanceof List<?> list && !list.isEmpty() && !closed.contains(list)) {
        next = list.getLast();
      }
      Map<String, @Nullable Object> nextTable = asTable(next);
      if (nextTable == null && !dottedKey && depth < path.size()) {
        in.reading("");
        throw in.error(
            "Key '" + shown(path.subList(0, depth)) + "' was already created as a hash.");
      }
      if (nextTable == null || (dottedKey && closed.contains(nextTable))) {
        throw alreadyDefined(path);
      }
      table = nextTable;
    }
    return table;
  }

  private TomlException alreadyDefined(List<String> path) {
    return in.error("Key '" + shown(path) + "' has already been defined.");
  }

  private static String shown(List<String> path) {
    return String.join(".", path.stream().map(TomlWriter::quotedIfNeeded).toList());
  }

  @SuppressWarnings("unchecked") // keys are always texts
  private static @Nullable Map<String, @Nullable Object> asTable(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : null;
  }

  private Object readValue(List<String> path, int depth) {
    if (depth > MAX_DEPTH) {
      throw in.error("values are nested deeper than " + MAX_DEPTH);
    }
    in.skipBlanks();
    return switch (in.peek()) {
      case '"', '\'' -> TomlText.read(in);
      case '[' -> readList(path, depth);
      case '{' -> readInlineTable(path, depth);
      default -> TomlScalar.read(in);
    };
  }

  private List<Object> readList(List<String> path, int depth) {
    in.next();
    List<Object> list = new ArrayList<>();
    in.skipBlankLines();
    while (!in.take(']')) {
      refuseComma();
      list.add(readValue(path, depth + 1));
      in.skipBlankLines();
      if (!in.take(',') && in.peek() != ']') {
        throw in.error(
            "expected a comma (',') or array terminator (']'), but got "
                + TomlCursor.shown(in.peek()));
      }
      in.skipBlankLines();
    }
    closed.add(list);
    return list;
  }

  private void refuseComma() {
    if (in.peek() == ',') {
      throw in.error("unexpected comma");
    }
  }

  private Map<String, @Nullable Object> readInlineTable(List<String> path, int depth) {
    in.next();
    var table = new Table(path, new LinkedHashMap<>());
    in.skipBlankLines();
    while (!in.take('}')) {
      refuseComma();
      readKeyValue(table, depth + 1);
      in.skipBlankLines();
      if (!in.take(',') && in.peek() != '}') {
        throw in.error(
            "expected a comma or an inline table terminator '}', but got "
                + TomlCursor.shown(in.peek())
                + " instead");
      }
      in.skipBlankLines();
    }
    closed.add(table.entries());
    reading(path);
    return table.entries();
  }
}
