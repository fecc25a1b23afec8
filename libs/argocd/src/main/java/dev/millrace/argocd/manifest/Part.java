package dev.millrace.argocd.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A part of a manifest that remembers which of its fields were asked for, so that what nobody asks
 * for can be told. Values of another type than expected count as not asked for. Not thread-safe.
 */
public final class Part {
  private final String path;
  private final Map<?, ?> tree;
  private final Set<String> read = new LinkedHashSet<>();
  private final List<Part> children = new ArrayList<>();

  private Part(String path, Map<?, ?> tree) {
    this.path = path;
    this.tree = tree;
  }

  /** A whole manifest. */
  public static Part of(Map<?, ?> manifest) {
    return new Part("", manifest);
  }

  /** Whether there is a value for a key; does not count as asking for it. */
  public boolean has(String key) {
    return tree.get(key) != null;
  }

  /** Where this is in its manifest, such as {@code spec.source}. */
  public String path() {
    return path;
  }

  /** Whether there is nothing in it. */
  public boolean isEmpty() {
    return tree.isEmpty();
  }

  /** The text of a key; numbers and truth values as they print, empty if there is none. */
  public String text(String key) {
    return text(key, "");
  }

  /** The text of a key, or another one if there is none. */
  public String text(String key, String otherwise) {
    Object value = tree.get(key);
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      read.add(key);
      return value.toString();
    }
    return otherwise;
  }

  /** Whether the value of a key is true. */
  public boolean flag(String key) {
    return text(key).equals("true");
  }

  /** The whole number of a key, if it is one. */
  public Optional<Long> number(String key) {
    return tree.get(key) instanceof Long number && read.add(key)
        ? Optional.of(number)
        : Optional.empty();
  }

  /** The part of a key; an empty one if there is none. */
  public Part part(String key) {
    if (tree.get(key) instanceof Map<?, ?> map) {
      read.add(key);
      return child(pathOf(key), map);
    }
    return new Part(pathOf(key), Map.of());
  }

  /** The parts of a list. */
  public List<Part> parts(String key) {
    if (!(tree.get(key) instanceof List<?> list)) {
      return List.of();
    }
    read.add(key);
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof Map<?, ?> map) {
        parts.add(child(pathOf(key) + "[" + i + "]", map));
      }
    }
    return parts;
  }

  /** The texts of a list. */
  public List<String> texts(String key) {
    if (!(tree.get(key) instanceof List<?> list)) {
      return List.of();
    }
    read.add(key);
    return list.stream().map(String::valueOf).toList();
  }

  /** The texts of a map. */
  public Map<String, String> strings(String key) {
    Map<String, String> strings = new LinkedHashMap<>();
    map(key).forEach((name, value) -> strings.put(name, String.valueOf(value)));
    return strings;
  }

  /** All of a map. */
  public Map<String, @Nullable Object> map(String key) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    if (tree.get(key) instanceof Map<?, ?> map) {
      read.add(key);
      map.forEach((name, value) -> copy.put(String.valueOf(name), value));
    }
    return copy;
  }

  /** The value of a key, whatever it is. */
  public @Nullable Object value(String key) {
    read.add(key);
    return tree.get(key);
  }

  /** Keys that mean nothing to us, knowingly. */
  public void skip(String... keys) {
    read.addAll(List.of(keys));
  }

  /** The paths of all fields that nobody asked for. */
  public List<String> unread() {
    List<String> unread = new ArrayList<>();
    for (Map.Entry<?, ?> entry : tree.entrySet()) {
      String key = String.valueOf(entry.getKey());
      if (entry.getValue() != null && !read.contains(key)) {
        unread.add(pathOf(key));
      }
    }
    children.forEach(child -> unread.addAll(child.unread()));
    return unread;
  }

  private Part child(String itsPath, Map<?, ?> map) {
    for (Part known : children) {
      if (known.path.equals(itsPath)) {
        return known;
      }
    }
    Part child = new Part(itsPath, map);
    children.add(child);
    return child;
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
