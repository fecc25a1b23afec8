package dev.millrace.sops.format;

import dev.millrace.sops.SopsException;
import dev.millrace.sops.tree.Value;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An INI file under construction: equals signs in one column, sections divided by a blank line. */
final class IniText {
  private final Map<String, IniSection> sections = new LinkedHashMap<>();

  IniText() {
    sections.put(IniSection.DEFAULT, new IniSection(IniSection.DEFAULT));
  }

  /** Adds the keys and comments of one section. */
  void section(String name, Value value) {
    if (name.isEmpty() || !(value instanceof Value.Branch branch)) {
      throw new SopsException(
          SopsException.Kind.FORMAT,
          "'" + name + "' is no section with a name, so the content can't be an INI file");
    }
    IniSection section = sections.computeIfAbsent(name, IniSection::new);
    List<Value.Entry> entries = branch.entries();
    if (!entries.isEmpty() && entries.getFirst() instanceof Value.Comment comment) {
      section.comment(comment.text());
    }
    String last = "";
    for (Value.Entry entry : entries) {
      switch (entry) {
        case Value.Comment comment -> addComment(section, last, comment.text());
        case Value.Field(String key, Value field) -> {
          last = key;
          String text = ScalarText.of(field, key, "INI");
          section.keys().put(key, new IniSection.IniValue(text, ""));
        }
      }
    }
  }

  private static void addComment(IniSection section, String key, String comment) {
    section
        .keys()
        .computeIfPresent(key, (_, value) -> new IniSection.IniValue(value.text(), comment));
  }

  String finish() {
    StringBuilder out = new StringBuilder();
    for (IniSection section : sections.values()) {
      boolean header = !section.name().equals(IniSection.DEFAULT);
      if (header || !section.keys().isEmpty()) {
        out.append(out.isEmpty() ? "" : "\n");
        comment(section.comment(), out);
        out.append(header ? "[" + section.name() + "]\n" : "");
        keys(section, out);
      }
    }
    return out.toString();
  }

  private static void keys(IniSection section, StringBuilder out) {
    int width =
        section.keys().keySet().stream().mapToInt(key -> bytes(quotedKey(key))).max().orElse(0);
    section
        .keys()
        .forEach(
            (key, value) -> {
              comment(value.comment(), out);
              String name = quotedKey(key);
              out.append(name).repeat(" ", width - bytes(name));
              out.append(" = ").append(quotedValue(value.text())).append('\n');
            });
  }

  private static void comment(String comment, StringBuilder out) {
    if (comment.isEmpty()) {
      return;
    }
    for (String line : List.of(comment.split("\n", -1))) {
      boolean marked = line.startsWith("#") || line.startsWith(";");
      out.append(
          marked ? line.substring(0, 1) + " " + line.substring(1).strip() : "; " + line.strip());
      out.append('\n');
    }
  }

  private static String quotedKey(String key) {
    if (key.contains("\"") || key.contains("=") || key.contains(":")) {
      return "`" + key + "`";
    }
    return key.contains("`") ? "\"\"\"" + key + "\"\"\"" : key;
  }

  private static String quotedValue(String value) {
    if (value.contains("\n") || value.contains("`")) {
      return "\"\"\"" + value + "\"\"\"";
    }
    if (value.contains("#") || value.contains(";")) {
      return "`" + value + "`";
    }
    return value.strip().length() == value.length() ? value : "\"" + value + "\"";
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
