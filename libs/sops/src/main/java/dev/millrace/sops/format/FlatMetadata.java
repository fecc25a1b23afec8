package dev.millrace.sops.format;

import dev.millrace.sops.SopsException;
import dev.millrace.sops.metadata.Metadata;
import dev.millrace.sops.metadata.MetadataReader;
import dev.millrace.sops.tree.Text;
import dev.millrace.sops.tree.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Metadata of formats without nesting: {@code age__list_0__map_enc} is the field {@code enc} of the
 * first item of the list {@code age}.
 */
final class FlatMetadata {
  private static final String MAP = "__map_";
  private static final String LIST = "__list_";
  private static final int MAX_FIELDS = 10_000;
  private static final int MAX_DEPTH = 16;

  private final Node root = new Node();
  private int fields;

  /** A map or list under construction; list positions are keys too. */
  private static final class Node {
    final Map<String, Node> fields = new TreeMap<>();
    final TreeMap<Integer, Node> items = new TreeMap<>();
    Value leaf = new Value.Nothing();

    Value value() {
      if (!items.isEmpty()) {
        return new Value.Items(items.values().stream().map(Node::value).toList());
      }
      if (fields.isEmpty()) {
        return leaf;
      }
      List<Value.Entry> entries = new ArrayList<>();
      fields.forEach((key, node) -> entries.add(new Value.Field(key, node.value())));
      return new Value.Branch(entries);
    }
  }

  boolean isEmpty() {
    return fields == 0;
  }

  void put(String path, String value) {
    if (++fields > MAX_FIELDS) {
      throw invalid("the 'sops' part has more than " + MAX_FIELDS + " fields");
    }
    walk(path).leaf = Text.of(value);
  }

  private Node walk(String path) {
    Node node = root;
    String rest = MAP + path;
    for (int depth = 0; !rest.isEmpty(); depth++) {
      if (depth > MAX_DEPTH) {
        throw invalid("the 'sops' part is nested deeper than " + MAX_DEPTH + " levels");
      }
      boolean list = rest.startsWith(LIST);
      int start = list ? LIST.length() : MAP.length();
      int end = nextSeparator(rest, start);
      String step = rest.substring(start, end);
      node =
          list
              ? node.items.computeIfAbsent(position(step), _ -> new Node())
              : node.fields.computeIfAbsent(step, _ -> new Node());
      rest = rest.substring(end);
    }
    return node;
  }

  private static int nextSeparator(String text, int from) {
    int map = text.indexOf(MAP, from);
    int list = text.indexOf(LIST, from);
    int none = text.length();
    return Math.min(map < 0 ? none : map, list < 0 ? none : list);
  }

  private static int position(String step) {
    try {
      return Integer.parseInt(step);
    } catch (NumberFormatException e) {
      throw invalid("the 'sops' part has a list position that is not a number");
    }
  }

  Metadata read() {
    return MetadataReader.read(root.value());
  }

  private static SopsException invalid(String problem) {
    return new SopsException(SopsException.Kind.METADATA, problem);
  }
}
