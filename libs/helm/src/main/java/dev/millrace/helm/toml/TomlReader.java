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
 * Reads TOML 1.0 into plain trees: {@code Long} and {@code Double} stay apart, dates are texts in
 * the form of RFC 3339.
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

  private void readDocument() {
    Map<String, @Nullable Object> table = root;
    for (in.skipBlankLines(); !in.atEnd(); in.skipBlankLines()) {
      if (in.take('[')) {
        table = in.take('[') ? readListHeader() : readTableHeader();
      } else {
        readKeyValue(table, 0);
      }
      in.endLine();
    }
  }

  private Map<String, @Nullable Object> readTableHeader() {
    List<String> path = readKey();
    in.expect(']');
    Map<String, @Nullable Object> table = tableAt(root, path, false);
    if (!closed.add(table)) {
      throw in.error("Key '" + String.join(".", path) + "' has already been defined.");
    }
    return table;
  }

  private Map<String, @Nullable Object> readListHeader() {
    List<String> path = readKey();
    in.expect(']');
    in.expect(']');
    Map<String, @Nullable Object> parent = tableAt(root, path.subList(0, path.size() - 1), false);
    Object existing = parent.computeIfAbsent(path.getLast(), _ -> new ArrayList<Object>());
    if (!(existing instanceof List<?> list) || closed.contains(list)) {
      throw in.error("Key '" + String.join(".", path) + "' has already been defined.");
    }
    Map<String, @Nullable Object> table = new LinkedHashMap<>();
    addTo(list, table);
    return table;
  }

  @SuppressWarnings("unchecked") // lists of this reader hold anything
  private static void addTo(List<?> list, Object item) {
    ((List<Object>) list).add(item);
  }

  private void readKeyValue(Map<String, @Nullable Object> table, int depth) {
    List<String> path = readKey();
    in.expectAfterKey('=');
    Object value = readValue(depth);
    Map<String, @Nullable Object> target = tableAt(table, path.subList(0, path.size() - 1), true);
    if (target.containsKey(path.getLast())) {
      throw in.error("Key '" + String.join(".", path) + "' has already been defined.");
    }
    target.put(path.getLast(), value);
  }

  /** The table of a path; what is missing is made, of lists of tables the last one counts. */
  private Map<String, @Nullable Object> tableAt(
      Map<String, @Nullable Object> start, List<String> path, boolean dottedKey) {
    Map<String, @Nullable Object> table = start;
    for (String name : path) {
      Object next = table.computeIfAbsent(name, _ -> new LinkedHashMap<String, Object>());
      if (next instanceof List<?> list && !list.isEmpty() && !closed.contains(list)) {
        next = list.getLast();
      }
      Map<String, @Nullable Object> nextTable = asTable(next);
      if (nextTable == null || (dottedKey && closed.contains(nextTable))) {
        throw in.error("Key '" + String.join(".", path) + "' has already been defined.");
      }
      table = nextTable;
    }
    return table;
  }

  @SuppressWarnings("unchecked") // keys are always texts
  private static @Nullable Map<String, @Nullable Object> asTable(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : null;
  }

  private List<String> readKey() {
    var path = new ArrayList<String>();
    do {
      in.skipBlanks();
      path.add(in.readKeyPart());
      in.skipBlanks();
    } while (in.take('.'));
    in.rememberKey(String.join(".", path));
    return path;
  }

  private Object readValue(int depth) {
    if (depth > MAX_DEPTH) {
      throw in.error("values are nested deeper than " + MAX_DEPTH);
    }
    in.skipBlanks();
    return switch (in.peek()) {
      case TomlCursor.END -> throw in.error("unexpected EOF; expected value");
      case '"', '\'' -> in.readText();
      case '[' -> readList(depth);
      case '{' -> readInlineTable(depth);
      default -> TomlScalar.parse(in.readWord(), in);
    };
  }

  private List<Object> readList(int depth) {
    in.expect('[');
    List<Object> list = new ArrayList<>();
    in.skipBlankLines();
    while (!in.take(']')) {
      list.add(readValue(depth + 1));
      in.skipBlankLines();
      if (!in.take(',')) {
        in.expect(']');
        break;
      }
      in.skipBlankLines();
    }
    closed.add(list);
    return list;
  }

  private Map<String, @Nullable Object> readInlineTable(int depth) {
    in.expect('{');
    Map<String, @Nullable Object> table = new LinkedHashMap<>();
    in.skipBlanks();
    while (!in.take('}')) {
      readKeyValue(table, depth + 1);
      in.skipBlanks();
      if (!in.take(',')) {
        in.expect('}');
        break;
      }
      in.skipBlanks();
    }
    closed.add(table);
    return table;
  }
}
