package dev.millrace.helm.toml;

import dev.millrace.gotemplate.time.GoTime;
import dev.millrace.gotemplate.value.IntegerValue;
import dev.millrace.gotemplate.value.WalkBudget;
import dev.millrace.yaml.GoNumbers;
import dev.millrace.yaml.GoStrings;
import dev.millrace.yaml.StructFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes plain trees as TOML in the layout of the Go library that Helm uses: keys sorted, values
 * before tables, nested tables indented by two spaces, nulls left out. A value that is no table is
 * written alone.
 */
public final class TomlWriter {
  private static final String INDENT = "  ";

  private final StringBuilder out = new StringBuilder();
  private final WalkBudget budget = new WalkBudget();

  private TomlWriter() {}

  /**
   * The text of a tree.
   *
   * @param tree not null
   * @throws TomlException if it holds something that TOML has no form for
   */
  public static String write(Object tree) {
    var writer = new TomlWriter();
    writer.write(List.of(), tree);
    return writer.out.toString();
  }

  private void write(List<String> key, @Nullable Object value) {
    budget.visit(key.size());
    switch (value) {
      case null -> {}
      case Map<?, ?> map -> writeTable(key, map);
      case List<?> list when isTableList(list) -> writeTableList(key, list);
      default -> writeKeyValue(key, value);
    }
  }

  private void writeTable(List<String> key, Map<?, ?> table) {
    if (key.size() == 1) {
      newLine();
    }
    if (!key.isEmpty()) {
      out.append(indent(key)).append('[').append(dotted(key)).append(']');
      newLine();
    }
    writeEntries(key, table);
  }

  private void writeTableList(List<String> key, List<?> tables) {
    if (key.isEmpty()) {
      throw new TomlException("toml: top-level values must be Go maps or structs");
    }
    for (Object table : tables) {
      newLine();
      out.append(indent(key)).append("[[").append(dotted(key)).append("]]");
      newLine();
      writeEntries(key, (Map<?, ?>) table);
    }
  }

  private void writeEntries(List<String> key, Map<?, ?> table) {
    for (Entry entry : sorted(table)) {
      List<String> path = new ArrayList<>(key);
      path.add(entry.key());
      write(path, entry.value());
    }
  }

  private void writeKeyValue(List<String> key, Object value) {
    if (key.isEmpty()) {
      writeValue(value);
      return;
    }
    out.append(indent(key)).append(quotedIfNeeded(key.getLast())).append(" = ");
    writeValue(value);
    newLine();
  }

  private void writeValue(@Nullable Object value) {
    budget.visit(0);
    switch (value) {
      case null -> throw new TomlException("toml: cannot encode array with nil element");
      case String text -> writeText(text);
      case Boolean flag -> out.append(flag.booleanValue());
      case Double number -> out.append(floatText(number));
      case Float number -> out.append(floatText(number));
      case Number number -> out.append(number);
      case IntegerValue number -> out.append(number);
      case GoTime time -> out.append(TomlDates.write(time));
      case List<?> list -> writeInlineList(list);
      case Map<?, ?> map -> writeInlineTable(map);
      default -> throw new TomlException("unsupported type: " + value.getClass().getSimpleName());
    }
  }

  private void writeInlineList(List<?> list) {
    out.append('[');
    String separator = "";
    for (Object item : list) {
      out.append(separator);
      writeValue(item);
      separator = ", ";
    }
    out.append(']');
  }

  private void writeInlineTable(Map<?, ?> table) {
    out.append('{');
    String separator = "";
    for (Entry entry : sorted(table)) {
      if (entry.value() != null) {
        out.append(separator).append(quotedIfNeeded(entry.key())).append(" = ");
        writeValue(entry.value());
        separator = ", ";
      }
    }
    out.append('}');
  }

  private record Entry(String key, @Nullable Object value) {}

  /** Plain values by key, then tables by key; the fields of structs in their order. */
  private static List<Entry> sorted(Map<?, ?> table) {
    Map<String, @Nullable Object> byKey =
        table instanceof StructFields ? new LinkedHashMap<>() : new TreeMap<>(GoStrings.BYTE_ORDER);
    table.forEach((key, value) -> byKey.put(String.valueOf(key), value));
    var values = new ArrayList<Entry>();
    var tables = new ArrayList<Entry>();
    byKey.forEach(
        (key, value) -> {
          boolean isTable =
              value instanceof Map || (value instanceof List<?> list && isTableList(list));
          (isTable ? tables : values).add(new Entry(key, value));
        });
    values.addAll(tables);
    return values;
  }

  private static boolean isTableList(List<?> list) {
    if (list.stream().anyMatch(Objects::isNull)) {
      throw new TomlException("toml: cannot encode array with nil element");
    }
    return !list.isEmpty() && list.stream().allMatch(Map.class::isInstance);
  }

  /** Nothing is separated from a beginning that is still empty. */
  private void newLine() {
    if (!out.isEmpty()) {
      out.append('\n');
    }
  }

  private static String indent(List<String> key) {
    return INDENT.repeat(key.size() - 1);
  }

  private static String dotted(List<String> key) {
    return String.join(".", key.stream().map(TomlWriter::quotedIfNeeded).toList());
  }

  /** A key as it is written. */
  static String quotedIfNeeded(String key) {
    boolean bare = !key.isEmpty() && key.chars().allMatch(TomlSyntax::isBareKey);
    if (bare) {
      return key;
    }
    var quoted = new TomlWriter();
    quoted.writeText(key);
    return quoted.out.toString();
  }

  private static String floatText(double number) {
    if (Double.isNaN(number)) {
      return "nan";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "inf" : "-inf";
    }
    String text = GoNumbers.formatGeneral(number);
    return text.contains(".") || text.contains("e") ? text : text + ".0";
  }

  private void writeText(String text) {
    budget.text(text);
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        default -> {
          if (c < ' ' || c == 0x7F) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
