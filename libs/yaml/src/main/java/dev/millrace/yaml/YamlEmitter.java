package dev.millrace.yaml;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one document of block collections; the layout decisions are those of libyaml. */
final class YamlEmitter {
  private static final int MAX_SIMPLE_KEY_BYTES = 128;

  private final GoYaml.Flavour flavour;
  private final YamlText out;

  YamlEmitter(GoYaml.Flavour flavour) {
    this.flavour = flavour;
    this.out = new YamlText(flavour.width, flavour.indentStep());
  }

  /** Where a value stands. */
  private enum Place {
    ROOT,
    LIST_ITEM,
    MAP_PART
  }

  String document(@Nullable Object tree) {
    commentsBefore(tree, 0);
    value(tree, -1, Place.ROOT);
    commentsBehind(tree, 0);
    return out.finish();
  }

  private void commentsBefore(@Nullable Object value, int indent) {
    if (value instanceof Commented commented) {
      commentLines(commented.before(), indent);
    }
  }

  private void commentsBehind(@Nullable Object value, int indent) {
    if (value instanceof Commented commented) {
      if (commented.beside() != null) {
        out.comment(commented.beside());
      }
      commentLines(commented.after(), indent);
    }
  }

  private void commentLines(List<String> comments, int indent) {
    for (String comment : comments) {
      for (String line : comment.split("\n", -1)) {
        out.startLine(indent);
        out.comment(line);
      }
    }
  }

  private void value(@Nullable Object value, int indent, Place place) {
    switch (value) {
      case Map<?, ?> map when map.isEmpty() -> out.emptyCollection("{", "}");
      case Map<?, ?> map -> map(asTree(map), deeper(indent, place));
      case List<?> list when list.isEmpty() -> out.emptyCollection("[", "]");
      case List<?> list -> list(list, indent, place);
      case String text -> string(flavour.asRead(text), scalarIndent(indent, place));
      case Number number -> out.plain(flavour.numberText(number), 0, false);
      case Boolean bool -> out.plain(bool.toString(), 0, false);
      case OffsetDateTime time -> out.plain(GoTimestamp.format(time), 0, false);
      case Commented commented -> value(commented.value(), indent, place);
      case null -> out.plain("null", 0, false);
      default ->
          throw new IllegalArgumentException(
              "a value of " + value.getClass() + " is no part of a YAML tree");
    }
  }

  @SuppressWarnings("unchecked") // the keys are checked where they are sorted
  private static Map<String, ?> asTree(Map<?, ?> map) {
    return (Map<String, ?>) map;
  }

  private String[] keys(Map<String, ?> map) {
    return map instanceof StructFields || flavour == GoYaml.Flavour.COMMENTED
        ? map.keySet().toArray(String[]::new)
        : flavour.keyOrder.sort(map.keySet());
  }

  private int deeper(int indent, Place place) {
    return indent < 0 ? 0 : flavour.indentInside(indent, place == Place.LIST_ITEM);
  }

  /** Scalars that continue on a new line do so one level deeper than what they belong to. */
  private int scalarIndent(int indent, Place place) {
    return indent < 0 ? 2 : flavour.indentInside(indent, place == Place.LIST_ITEM);
  }

  private void list(List<?> list, int indent, Place place) {
    boolean sameColumn =
        flavour.compactLists() && place == Place.MAP_PART && !out.onlyIndicatorsOnLine();
    int inside = sameColumn ? indent : deeper(indent, place);
    for (Object item : list) {
      commentsBefore(item, inside);
      out.startLine(inside);
      out.indicator("-", true, true);
      value(item, inside, Place.LIST_ITEM);
      commentsBehind(item, inside);
    }
  }

  private void map(Map<String, ?> map, int indent) {
    for (String key : keys(map)) {
      Object value = map.get(key);
      commentsBefore(value, indent);
      out.startLine(indent);
      String text = flavour.asRead(key);
      ScalarShape shape = ScalarShape.of(text, flavour.tabsAreSpecial());
      if (!shape.multiline() && isShort(text)) {
        scalar(text, shape, 0, true);
        out.indicator(":", false, false);
      } else {
        out.indicator("?", true, true);
        string(text, flavour.indentInside(indent, false));
        out.startLine(indent);
        out.indicator(":", true, true);
      }
      value(value, indent, Place.MAP_PART);
      commentsBehind(value, indent);
    }
  }

  private static boolean isShort(String key) {
    return key.length() <= MAX_SIMPLE_KEY_BYTES
        && GoStrings.byteLength(key) <= MAX_SIMPLE_KEY_BYTES;
  }

  private void string(String text, int indent) {
    scalar(text, ScalarShape.of(text, flavour.tabsAreSpecial()), indent, false);
  }

  private void scalar(String text, ScalarShape shape, int indent, boolean simpleKey) {
    flavour.checkText(text);
    boolean fold = !simpleKey;
    if (flavour.isMerge(text)) {
      out.plain("!!merge <<", indent, false);
    } else if (text.indexOf('\n') >= 0) {
      if (shape.block()) {
        out.literal(text, indent);
      } else {
        out.doubleQuoted(text, indent, fold);
      }
    } else if (!flavour.canBePlain(text)) {
      out.doubleQuoted(text, indent, fold);
    } else if (shape.plain()) {
      out.plain(text, indent, fold);
    } else if (shape.singleQuoted()) {
      out.singleQuoted(text, indent, fold);
    } else {
      out.doubleQuoted(text, indent, fold);
    }
  }
}
