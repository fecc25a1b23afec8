package dev.millrace.helm.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON pointers into plain trees. */
final class SchemaPointers {
  private SchemaPointers() {}

  /** A segment without its escapes. */
  static String decode(String segment) {
    return segment.replace("~1", "/").replace("~0", "~");
  }

  /** What a pointer leads to; null where it leads to nothing. */
  static @Nullable Object find(@Nullable Object tree, String pointer) {
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
