package dev.millrace.helm.values;

import dev.millrace.yaml.GoJson;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads values as Helm holds them (HELM.md "Rendering"): YAML 1.1, every number a {@code Double}.
 */
public final class ValuesReader {
  private static final String SEPARATOR = "---";

  private ValuesReader() {}

  /**
   * Reads a file of values. Of several documents, later ones override earlier ones.
   *
   * @throws ValuesException if the text is no YAML, or a document is no table
   */
  public static Map<String, Object> read(String text) throws ValuesException {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String document : documents(text)) {
      values = TableMerge.overlay(values, readDocument(document));
    }
    return values;
  }

  /**
   * Reads one JSON value.
   *
   * @throws ValuesException if the text is not exactly one JSON value
   */
  public static @Nullable Object json(String text) throws ValuesException {
    try {
      return GoJson.readDoubles(text);
    } catch (YamlException e) {
      throw new ValuesException("the JSON value can't be read: " + e.getMessage(), e);
    }
  }

  private static Map<String, Object> readDocument(String text) throws ValuesException {
    try {
      Object tree = YamlReader.sigs().allNumbersAsDoubles().read(text);
      if (tree == null) {
        return Map.of();
      }
      Map<String, Object> table = ValueTrees.asTable(tree);
      if (table == null) {
        throw new ValuesException("cannot unmarshal yaml document: values must be a table");
      }
      return table;
    } catch (YamlException e) {
      throw new ValuesException("cannot unmarshal yaml document: " + e.getMessage(), e);
    }
  }

  /** Lines that hold nothing but the separator divide documents. */
  private static List<String> documents(String text) {
    var documents = new ArrayList<String>();
    int start = 0;
    for (int line = 0; line < text.length(); line = nextLine(text, line)) {
      int end = nextLine(text, line);
      if (text.startsWith(SEPARATOR, line)
          && text.substring(line + SEPARATOR.length(), end).isBlank()) {
        documents.add(text.substring(start, line));
        start = end;
      }
    }
    documents.add(text.substring(start));
    return documents;
  }

  private static int nextLine(String text, int from) {
    int lineBreak = text.indexOf('\n', from);
    return lineBreak < 0 ? text.length() : lineBreak + 1;
  }
}
