package dev.millrace.helm.schema;

import dev.harrel.jsonschema.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON pointers into plain trees. */
final class SchemaPointers {
  /** Begins the last segment of a pointer to a name; no segment that is written holds it. */
  private static final String NAME = "\0name:";

  private SchemaPointers() {}

  /** A pointer to the name of a member, not to its value. */
  static String ofName(String object, String name) {
    return object + "/" + NAME + JsonNode.encodeJsonPointer(name);
  }

  /** The name that a pointer leads to, or null if it leads to a value. */
  static @Nullable String name(String pointer) {
    int mark = pointer.lastIndexOf(NAME);
    return mark < 0 ? null : decode(pointer.substring(mark + NAME.length()));
  }

  /** A segment without its escapes. */
  static String decode(String segment) {
    return segment.replace("~1", "/").replace("~0", "~");
  }

  /** What a pointer leads to, a name or a value; null where it leads to nothing. */
  static @Nullable Object find(@Nullable Object tree, String pointer) {
    String name = name(pointer);
    if (name != null) {
      return name;
    }
    Object current = tree;
    if (pointer.isEmpty()) {
      return current;
    }
    for (String segment : pointer.substring(1).split("/", -1)) {
      current =
          switch (current) {
            case Map<?, ?> map -> map.get(decode(segment));
            case List<?> list -> item(list, segment);
            case null, default -> null;
          };
    }
    return current;
  }

  private static @Nullable Object item(List<?> list, String segment) {
    try {
      int index = Integer.parseInt(segment);
      return index >= 0 && index < list.size() ? list.get(index) : null;
    } catch (NumberFormatException _) {
      return null;
    }
  }
}
