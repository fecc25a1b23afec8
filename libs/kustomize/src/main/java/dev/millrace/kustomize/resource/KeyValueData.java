package dev.millrace.kustomize.resource;

import dev.millrace.kustomize.node.Lookup;
import dev.millrace.kustomize.node.Node;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes keys and values into the data fields of ConfigMaps and Secrets. */
public final class KeyValueData {
  private static final int LINE = 70;

  private KeyValueData() {}

  /** Sets the entries in the order of their keys; the field is made when there are any. */
  public static void put(Node root, String field, Map<String, String> values) {
    if (values.isEmpty()) {
      return;
    }
    Node map = Lookup.findOrCreate(root, List.of(field), Node.Kind.MAP);
    if (map != null) {
      new TreeMap<>(values).forEach((key, value) -> map.setField(key, Node.string(value)));
    }
  }

  /**
   * Base64 as kustomize writes it: in one line, or when it has more than 70 characters, in lines of
   * 70 that all end with a line break, the last one too.
   */
  public static String base64(byte[] bytes) {
    String encoded = Base64.getEncoder().encodeToString(bytes);
    if (encoded.length() < LINE) {
      return encoded;
    }
    StringBuilder lines = new StringBuilder(encoded.length() + encoded.length() / LINE + 1);
    for (int i = 0; i < encoded.length(); i += LINE) {
      lines.append(encoded, i, Math.min(i + LINE, encoded.length())).append('\n');
    }
    return lines.toString();
  }
}
