package dev.millrace.kustomize.node;

import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.yaml.GoJson;
import dev.millrace.yaml.GoNumbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The way from nodes to plain trees and back. What a tree can't hold is refused here, as late as in
 * the original: repeated keys, keys that are no text, infinities.
 */
public final class PlainTrees {
  private PlainTrees() {}

  /**
   * The plain tree of a map.
   *
   * @throws KustomizeException if the map holds something that JSON can't
   */
  public static Map<String, @Nullable Object> ofMap(Node map) {
    map.requireKind(Node.Kind.MAP);
    return fields(map, map.isFlow(), true);
  }

  /**
   * The plain value of any node.
   *
   * @throws KustomizeException if it holds something that JSON can't
   */
  public static @Nullable Object of(Node node) {
    return value(node, false);
  }

  private static @Nullable Object value(Node node, boolean inFlow) {
    boolean flow = inFlow || node.isFlow();
    return switch (node.kind()) {
      case MAP -> fields(node, flow, false);
      case LIST -> {
        List<@Nullable Object> list = new ArrayList<>(node.items().size());
        node.items().forEach(item -> list.add(value(item, flow)));
        yield list;
      }
      case SCALAR -> checked(ScalarMeaning.of(node, inFlow, false), node);
    };
  }

  private static Map<String, @Nullable Object> fields(Node map, boolean inFlow, boolean isRoot) {
    Map<String, @Nullable Object> tree = LinkedHashMap.newLinkedHashMap(map.fields().size());
    for (Node.Field field : map.fields()) {
      String key = key(field.key(), inFlow, isRoot);
      if (tree.containsKey(key)) {
        throw new KustomizeException(
            "the key \"" + key + "\" is there twice" + atLine(field.key()) + "; remove one");
      }
      tree.put(key, value(field.value(), inFlow));
    }
    return tree;
  }

  /** At the root any scalar can be a key; further down only text. */
  private static String key(Node key, boolean inFlow, boolean isRoot) {
    if (key.isScalar()) {
      Object meaning = ScalarMeaning.of(key, inFlow, true);
      boolean foreign = key.hasExplicitTag() && !key.tag().equals(Tag.STRING);
      if (meaning instanceof String text && (isRoot || !foreign)) {
        return text;
      }
      if (isRoot && meaning != null) {
        return key.text();
      }
    }
    throw new KustomizeException(
        "the key \"" + key.text() + "\"" + atLine(key) + " is not text; put it in quotes");
  }

  private static @Nullable Object checked(@Nullable Object value, Node node) {
    if (value instanceof Double number && !Double.isFinite(number)) {
      throw new KustomizeException(
          "infinity and NaN" + atLine(node) + " have no place in JSON; put the value in quotes");
    }
    return value;
  }

  private static String atLine(Node node) {
    return node.line() > 0 ? " at line " + node.line() : "";
  }

  /** Nodes for a plain tree as JSON text gives them: in flow style, text in double quotes. */
  public static Node toNode(@Nullable Object value) {
    return new FromJson().node(value);
  }

  /**
   * Nodes for a plain tree that was printed as YAML after JSON made every number a float. Kustomize
   * takes over the result of a JSON patch like this: {@code 1000000} becomes {@code 1e+06}.
   */
  public static Node toNodeOfFloats(@Nullable Object value) {
    return new FromFloats().node(value);
  }

  /** How the values of a tree look as nodes. */
  private abstract static class Form {
    abstract Node text(String text);

    abstract String number(Number number);

    abstract Node collection(Node empty, String tag);

    final Node node(@Nullable Object value) {
      return switch (value) {
        case null -> Node.scalar("null", Tag.NULL);
        case Map<?, ?> map -> {
          Node node = collection(Node.map(), Tag.MAP);
          map.forEach((name, child) -> node.addField(text((String) name), node(child)));
          yield node;
        }
        case List<?> list -> {
          Node node = collection(Node.list(), Tag.LIST);
          list.forEach(child -> node.addItem(node(child)));
          yield node;
        }
        case Boolean bool -> Node.scalar(bool.toString(), Tag.BOOL);
        case Number number -> {
          String text = number(number);
          yield Node.scalar(text, ScalarMeaning.impliedTag(text));
        }
        case String text -> text(text);
        default -> throw new IllegalArgumentException("not a plain tree: " + value.getClass());
      };
    }
  }

  private static final class FromJson extends Form {
    @Override
    Node text(String text) {
      return Node.string(text).withStyle(Node.Style.DOUBLE_QUOTED);
    }

    @Override
    String number(Number number) {
      return GoJson.write(number);
    }

    @Override
    Node collection(Node empty, String tag) {
      return empty.withSource(0, true, false).withTag(tag);
    }
  }

  private static final class FromFloats extends Form {
    @Override
    Node text(String text) {
      return Node.string(text).withStyle(ScalarMeaning.printedStyle(text));
    }

    @Override
    String number(Number number) {
      return GoNumbers.formatGeneral(number.doubleValue());
    }

    @Override
    Node collection(Node empty, String tag) {
      return empty.withTag(tag);
    }
  }
}
