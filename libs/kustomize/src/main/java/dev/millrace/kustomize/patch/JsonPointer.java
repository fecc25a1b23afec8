package dev.millrace.kustomize.patch;

import dev.millrace.kustomize.problem.KustomizeException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the place that a JSON pointer names. */
final class JsonPointer {
  private JsonPointer() {}

  /** A place in a map or list; what is there may be missing. */
  sealed interface Target {
    /** What is there; null when it is missing in a map. */
    @Nullable Object get();

    /** Puts a value there; in a list the items behind it move on. */
    void add(@Nullable Object value);

    /** Puts a value in the place of what is there. */
    void replace(@Nullable Object value);

    /** Removes what is there. */
    void remove();
  }

  /**
   * The place that a pointer names.
   *
   * @throws KustomizeException if what should hold the place does not exist
   */
  static Target target(@Nullable Object document, String operation, String pointer) {
    String[] parts = pointer.split("/", -1);
    Object current = parts.length < 2 ? null : document;
    for (int i = 1; current != null && i < parts.length - 1; i++) {
      current = child(current, decode(parts[i]));
    }
    String last = decode(parts[parts.length - 1]);
    if (current instanceof Map<?, ?> map) {
      @SuppressWarnings("unchecked")
      Map<String, @Nullable Object> fields = (Map<String, @Nullable Object>) map;
      return new InMap(fields, last, pointer);
    }
    if (current instanceof List<?> list) {
      @SuppressWarnings("unchecked")
      List<@Nullable Object> items = (List<@Nullable Object>) list;
      return new InList(items, last, pointer);
    }
    throw new KustomizeException(
        operation
            + " operation does not apply: the object is missing the path '"
            + pointer
            + "'; add its parent first or correct it");
  }

  private static @Nullable Object child(Object parent, String part) {
    if (parent instanceof Map<?, ?> map) {
      return map.get(part);
    }
    if (parent instanceof List<?> list && isInteger(part)) {
      int index = position(part, list.size());
      return index >= 0 && index < list.size() ? list.get(index) : null;
    }
    return null;
  }

  private static String decode(String part) {
    return part.replace("~1", "/").replace("~0", "~");
  }

  private static boolean isInteger(String text) {
    return text.matches("[-+]?[0-9]{1,9}");
  }

  private static int position(String text, int size) {
    int index = Integer.parseInt(text);
    return index < 0 ? index + size : index;
  }

  private record InMap(Map<String, @Nullable Object> fields, String name, String pointer)
      implements Target {
    @Override
    public @Nullable Object get() {
      return fields.get(name);
    }

    @Override
    public void add(@Nullable Object value) {
      fields.put(name, value);
    }

    @Override
    public void replace(@Nullable Object value) {
      fields.put(name, value);
    }

    @Override
    public void remove() {
      if (!fields.containsKey(name)) {
        throw new KustomizeException(
            "unable to remove the nonexistent key '" + pointer + "'; drop the operation");
      }
      fields.remove(name);
    }
  }

  private record InList(List<@Nullable Object> items, String part, String pointer)
      implements Target {
    @Override
    public @Nullable Object get() {
      return items.get(index(items.size()));
    }

    @Override
    public void add(@Nullable Object value) {
      if (part.equals("-")) {
        items.add(value);
      } else {
        items.add(index(items.size() + 1), value);
      }
    }

    @Override
    public void replace(@Nullable Object value) {
      items.set(index(items.size()), value);
    }

    @Override
    public void remove() {
      items.remove(index(items.size()));
    }

    private int index(int size) {
      if (!isInteger(part)) {
        throw new KustomizeException("'" + part + "' in '" + pointer + "' is not a list index");
      }
      int index = position(part, size);
      if (index < 0 || index >= size) {
        throw new KustomizeException(
            "the index " + part + " in '" + pointer + "' is beyond the list of " + items.size());
      }
      return index;
    }
  }
}
