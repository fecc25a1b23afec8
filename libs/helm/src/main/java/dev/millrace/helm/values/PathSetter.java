package dev.millrace.helm.values;

import dev.millrace.helm.values.SetCursor.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sets values by path, as {@code --set a.b[0].c=1,d={x,y}} does. The grammar, its limits and its
 * oddities are Helm's (FLUX.md 4.4 uses the same for {@code targetPath}).
 *
 * <p>An instance reads one line.
 */
public final class PathSetter {
  private static final String KEY_STOPS = "=[,.";
  private static final String LITERAL_KEY_STOPS = "=[.";
  private static final String ITEM_STOPS = "[.=";

  private final SetCursor cursor;
  private final SetSyntax syntax;
  private final SetLimits limits;
  private int elementsLeft;

  /** Whether the line ended where another setting or a value could have followed. */
  private boolean ended;

  private PathSetter(String line, SetSyntax syntax, SetLimits limits) {
    this.cursor = new SetCursor(line);
    this.syntax = syntax;
    this.limits = limits;
    this.elementsLeft = limits.maxElements();
  }

  /**
   * Applies a line to {@code values}, in place. After an error some of it may have been applied.
   *
   * @throws ValuesException if the line is malformed, beyond the limits, or leads through a value
   *     that is neither table nor list
   */
  public static void set(
      Map<String, Object> values, String line, SetSyntax syntax, SetLimits limits)
      throws ValuesException {
    if (line.length() > limits.maxCharacters()) {
      throw new ValuesException(
          "a setting is longer than the limit of " + limits.maxCharacters() + " characters");
    }
    new PathSetter(line, syntax, limits).setAll(values);
  }

  private void setAll(Map<String, Object> values) throws ValuesException {
    while (!ended && !cursor.atEnd()) {
      setInto(values, 0);
    }
  }

  private void setInto(Map<String, Object> table, int nesting) throws ValuesException {
    Run key =
        literal() ? cursor.readLiterallyUntil(LITERAL_KEY_STOPS) : cursor.readUntil(KEY_STOPS);
    switch (key.stop()) {
      case '=' -> put(table, key.text(), readValue());
      case '.' -> setBelow(table, key.text(), nesting + 1);
      case '[' -> setInList(table, key.text(), nesting);
      case ',' ->
          throw new ValuesException("key \"" + key.text() + "\" has no value (cannot end with ,)");
      default -> {
        if (!key.text().isEmpty()) {
          throw new ValuesException("key \"" + key.text() + "\" has no value");
        }
        ended = true;
      }
    }
  }

  private void setBelow(Map<String, Object> table, String key, int nesting) throws ValuesException {
    if (nesting > limits.maxNesting()) {
      throw new ValuesException(
          "value name nested level is greater than maximum supported nested level of "
              + limits.maxNesting());
    }
    Map<String, Object> inner = new LinkedHashMap<>();
    if (table.containsKey(key)) {
      inner = tableOrRefuse(key, table.get(key));
    }
    setInto(inner, nesting);
    if (!ended && inner.isEmpty()) {
      throw new ValuesException("key map \"" + key + "\" has no value");
    }
    if (!inner.isEmpty()) {
      put(table, key, inner);
    }
  }

  private void setInList(Map<String, Object> table, String key, int nesting)
      throws ValuesException {
    int index = readIndex();
    if (ended) {
      return;
    }
    List<@Nullable Object> list = new ArrayList<>();
    if (table.containsKey(key)) {
      list = listOrRefuse(key, table.get(key));
    }
    put(table, key, setItem(list, index, nesting));
  }

  /** Sets what follows {@code [index]}; gives the list to keep. */
  private List<@Nullable Object> setItem(List<@Nullable Object> list, int index, int nesting)
      throws ValuesException {
    if (index < 0) {
      throw new ValuesException("negative " + index + " index not allowed");
    }
    Run rest = literal() ? cursor.readLiterallyUntil(ITEM_STOPS) : cursor.readUntil(ITEM_STOPS);
    if (!rest.text().isEmpty()) {
      throw new ValuesException("unexpected data at end of array index: " + rest.text());
    }
    return switch (rest.stop()) {
      case '=' -> withItem(list, index, readItemValue());
      case '[' -> setInNestedList(list, index, nesting);
      case '.' -> setBelowItem(list, index, nesting);
      default -> {
        ended = true;
        yield list;
      }
    };
  }

  private List<@Nullable Object> setInNestedList(
      List<@Nullable Object> list, int index, int nesting) throws ValuesException {
    int nestedIndex = readIndex();
    if (ended) {
      return list;
    }
    List<@Nullable Object> nested = new ArrayList<>();
    if (index < list.size() && list.get(index) != null) {
      nested = listOrRefuse("[" + index + "]", list.get(index));
    }
    List<@Nullable Object> changed = setItem(nested, nestedIndex, nesting);
    return ended ? list : withItem(list, index, changed);
  }

  private List<@Nullable Object> setBelowItem(List<@Nullable Object> list, int index, int nesting)
      throws ValuesException {
    Map<String, Object> inner = new LinkedHashMap<>();
    if (index < list.size()) {
      Map<String, Object> existing = ValueTrees.asTable(list.get(index));
      if (existing != null) {
        inner = existing;
      } else {
        list.set(index, inner);
      }
    }
    setInto(inner, nesting);
    return ended ? list : withItem(list, index, inner);
  }

  private List<@Nullable Object> withItem(
      List<@Nullable Object> list, int index, @Nullable Object value) throws ValuesException {
    if (index > limits.maxIndex()) {
      throw new ValuesException(
          "index of %d is greater than maximum supported index of %d"
              .formatted(index, limits.maxIndex()));
    }
    List<@Nullable Object> grown = list;
    if (grown.size() <= index) {
      elementsLeft -= index + 1 - grown.size();
      if (elementsLeft < 0) {
        throw new ValuesException(
            "a setting creates more than the limit of " + limits.maxElements() + " list places");
      }
      grown = new ArrayList<>(list);
      while (grown.size() <= index) {
        grown.add(null);
      }
    }
    grown.set(index, value);
    return grown;
  }

  /** The number in brackets; a line that ends within them is silently cut off, as in Helm. */
  private int readIndex() throws ValuesException {
    Run index = literal() ? cursor.readLiterallyUntil("]") : cursor.readUntil("]");
    if (index.atEnd()) {
      ended = true;
      return 0;
    }
    try {
      return Integer.parseInt(index.text());
    } catch (NumberFormatException _) {
      throw new ValuesException("error parsing index: \"" + index.text() + "\" is no number");
    }
  }

  /** The value of an item; a missing one does not end the line as it does for keys. */
  private @Nullable Object readItemValue() throws ValuesException {
    Object value = readValue();
    ended = false;
    return value;
  }

  private @Nullable Object readValue() throws ValuesException {
    if (literal()) {
      return cursor.readLiterallyUntil("").text();
    }
    if (syntax == SetSyntax.JSON) {
      return readJson();
    }
    if (cursor.atEnd()) {
      ended = true;
      return "";
    }
    return cursor.skip('{') ? readList() : typed(cursor.readUntil(",").text());
  }

  private @Nullable Object readJson() throws ValuesException {
    if (cursor.skipToNextSetting()) {
      return null;
    }
    Object value = ValuesReader.json(cursor.readJson());
    cursor.skipToNextSetting();
    return value;
  }

  private List<@Nullable Object> readList() throws ValuesException {
    List<@Nullable Object> list = new ArrayList<>();
    while (true) {
      Run item = cursor.readUntil(",}");
      if (item.atEnd()) {
        throw new ValuesException("list must terminate with '}'");
      }
      list.add(typed(item.text()));
      if (item.stop() == '}') {
        cursor.skip(',');
        return list;
      }
    }
  }

  private @Nullable Object typed(String text) {
    if (syntax == SetSyntax.STRING) {
      return text;
    }
    if (text.equalsIgnoreCase("true")) {
      return true;
    }
    if (text.equalsIgnoreCase("false")) {
      return false;
    }
    if (text.equalsIgnoreCase("null")) {
      return null;
    }
    if (text.equals("0")) {
      return 0L;
    }
    return text.isEmpty() || text.charAt(0) == '0' ? text : integerOrText(text);
  }

  private static Object integerOrText(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean sign = i == 0 && text.length() > 1 && (c == '-' || c == '+');
      if (!sign && (c < '0' || c > '9')) {
        return text;
      }
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      return text;
    }
  }

  private boolean literal() {
    return syntax == SetSyntax.LITERAL;
  }

  /** An empty key sets nothing. */
  private static void put(Map<String, Object> table, String key, @Nullable Object value) {
    if (!key.isEmpty()) {
      TableMerge.put(table, key, value);
    }
  }

  private static Map<String, Object> tableOrRefuse(String key, @Nullable Object value)
      throws ValuesException {
    Map<String, Object> table = ValueTrees.asTable(value);
    if (table == null) {
      throw new ValuesException(
          "unable to parse key: the value of \""
              + key
              + "\" is no table, so nothing can be set in it");
    }
    return table;
  }

  @SuppressWarnings("unchecked") // lists of values hold anything
  private static List<@Nullable Object> listOrRefuse(String key, @Nullable Object value)
      throws ValuesException {
    if (value instanceof List<?> list) {
      return (List<@Nullable Object>) list;
    }
    throw new ValuesException(
        "unable to parse key: the value of \""
            + key
            + "\" is no list, so no item of it can be set");
  }
}
