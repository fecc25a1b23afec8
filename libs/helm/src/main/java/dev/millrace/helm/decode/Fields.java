package dev.millrace.helm.decode;

import dev.millrace.yaml.GoNumbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table read as Helm reads its own files: names match whatever their case, numbers and booleans
 * become texts where a text is wanted, null counts as absent.
 */
public final class Fields {
  private final String source;
  private final Map<?, ?> table;

  private Fields(String source, Map<?, ?> table) {
    this.source = source;
    this.table = table;
  }

  /**
   * Wraps a tree that must be a table or null.
   *
   * @param source the file, for messages
   */
  public static Fields of(String source, @Nullable Object tree) throws DecodeException {
    return switch (tree) {
      case null -> new Fields(source, Map.of());
      case Map<?, ?> map -> new Fields(source, map);
      default -> throw new DecodeException(source + " must hold a table of fields");
    };
  }

  /** Whether the field is there and not null. */
  public boolean has(String name) {
    return find(name) != null;
  }

  /** A text; a number or boolean becomes one, an absent field is empty. */
  public String text(String name) throws DecodeException {
    Object value = find(name);
    return value == null ? "" : scalarText(name, value);
  }

  /** A boolean; false where the field is absent. */
  public boolean flag(String name) throws DecodeException {
    return switch (find(name)) {
      case null -> false;
      case Boolean flag -> flag;
      default -> throw wrong(name, "true or false");
    };
  }

  /** A list of texts; empty where the field is absent. */
  public List<String> texts(String name) throws DecodeException {
    var texts = new ArrayList<String>();
    for (Object item : list(name)) {
      texts.add(item == null ? "" : scalarText(name, item));
    }
    return texts;
  }

  /** A table of texts; empty where the field is absent. */
  public Map<String, String> textMap(String name) throws DecodeException {
    Object value = find(name);
    Map<String, String> texts = new LinkedHashMap<>();
    if (value == null) {
      return texts;
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong(name, "a table of texts");
    }
    for (var entry : map.entrySet()) {
      Object item = entry.getValue();
      texts.put(String.valueOf(entry.getKey()), item == null ? "" : scalarText(name, item));
    }
    return texts;
  }

  /** The items, null among them; empty where the field is absent. */
  public List<@Nullable Object> list(String name) throws DecodeException {
    return switch (find(name)) {
      case null -> List.of();
      case List<?> items -> new ArrayList<>(items);
      default -> throw wrong(name, "a list");
    };
  }

  /** A structure; one without fields where the field is absent. */
  public Fields fields(String name) throws DecodeException {
    Object value = find(name);
    if (value != null && !(value instanceof Map)) {
      throw wrong(name, "a table of fields");
    }
    return of(source + ": " + name, value);
  }

  /** An integer; 0 where the field is absent. */
  public long integer(String name) throws DecodeException {
    return switch (find(name)) {
      case null -> 0;
      case Long number -> number;
      case Integer number -> number;
      case Double number when number == Math.rint(number) -> number.longValue();
      default -> throw wrong(name, "an integer");
    };
  }

  /** The value as it is; null where the field is absent. */
  public @Nullable Object value(String name) {
    return find(name);
  }

  private @Nullable Object find(String name) {
    if (table.containsKey(name)) {
      return table.get(name);
    }
    for (var entry : table.entrySet()) {
      if (entry.getKey() instanceof String key && key.equalsIgnoreCase(name)) {
        return entry.getValue();
      }
    }
    return null;
  }

  private String scalarText(String name, Object value) throws DecodeException {
    return switch (value) {
      case String text -> text;
      case Boolean flag -> flag.toString();
      case Double number -> shortFloat(number);
      case Number number -> number.toString();
      default -> throw wrong(name, "a text");
    };
  }

  /** With the precision of 32 bits, which the original's YAML library uses for this conversion. */
  private static String shortFloat(double number) {
    return GoNumbers.formatGeneral(Double.parseDouble(Float.toString((float) number)));
  }

  private DecodeException wrong(String name, String wanted) {
    return new DecodeException(source + ": the field " + name + " must be " + wanted);
  }
}
