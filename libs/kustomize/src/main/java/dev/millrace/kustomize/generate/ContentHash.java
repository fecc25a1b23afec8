package dev.millrace.kustomize.generate;

import dev.millrace.kustomize.node.Node;
import dev.millrace.kustomize.node.PlainTrees;
import dev.millrace.kustomize.resource.Resource;
import dev.millrace.safety.Sha256;
import dev.millrace.yaml.GoJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The short hash of the content that ends the names of generated objects (KUSTOMIZE.md "Hash"). */
public final class ContentHash {
  private static final int LENGTH = 10;

  private ContentHash() {}

  /** The hash of an object. */
  public static String of(Resource resource) {
    Node root = resource.node();
    Object text =
        switch (resource.kind()) {
          case "ConfigMap" -> configMap(root);
          case "Secret" -> secret(root);
          default -> PlainTrees.ofMap(root);
        };
    return encode(Sha256.hex(GoJson.write(text)));
  }

  /** The name is part of the hashed text and always empty, as in the original. */
  private static Map<String, @Nullable Object> configMap(Node root) {
    Map<String, @Nullable Object> text = new TreeMap<>();
    text.put("kind", "ConfigMap");
    text.put("name", "");
    text.put("data", value(root.field("data")));
    putMap(text, "binaryData", root);
    return text;
  }

  private static Map<String, @Nullable Object> secret(Node root) {
    Map<String, @Nullable Object> text = new TreeMap<>();
    text.put("kind", "Secret");
    text.put("name", "");
    text.put("type", value(root.field("type")));
    text.put("data", value(root.field("data")));
    putMap(text, "stringData", root);
    return text;
  }

  private static void putMap(Map<String, @Nullable Object> text, String field, Node root) {
    Node node = root.field(field);
    if (node != null && node.isMap()) {
      text.put(field, value(node));
    }
  }

  /** A missing field counts as empty text, a list as null. */
  private static @Nullable Object value(@Nullable Node node) {
    if (node == null) {
      return "";
    }
    return switch (node.kind()) {
      case SCALAR -> node.text();
      case MAP -> withFloats(PlainTrees.of(node));
      case LIST -> null;
    };
  }

  /** Numbers went through JSON on their way to the hash, which made floats of all of them. */
  private static @Nullable Object withFloats(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((name, child) -> copy.put((String) name, withFloats(child)));
        yield copy;
      }
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>();
        list.forEach(child -> copy.add(withFloats(child)));
        yield copy;
      }
      case Number number -> number.doubleValue();
      case null, default -> value;
    };
  }

  /** Digits that could form words, or be taken for others, are replaced. */
  private static String encode(String hex) {
    StringBuilder text = new StringBuilder(LENGTH);
    for (char c : hex.substring(0, LENGTH).toCharArray()) {
      text.append(
          switch (c) {
            case '0' -> 'g';
            case '1' -> 'h';
            case '3' -> 'k';
            case 'a' -> 'm';
            case 'e' -> 't';
            default -> c;
          });
    }
    return text.toString();
  }
}
