package dev.millrace.apply.object;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a tree (RFC 6901). Places in lists are numbers; a negative one counts from the end.
 *
 * @param tokens the keys and indices on the way, unescaped
 */
public record JsonPointer(List<String> tokens) {

  private static final Pattern INDEX = Pattern.compile("-?\\d{1,9}");

  /** Copies the tokens. */
  public JsonPointer {
    tokens = List.copyOf(tokens);
  }

  /** The place at the end of these keys. */
  public static JsonPointer of(String... tokens) {
    return new JsonPointer(List.of(tokens));
  }

  /**
   * Reads {@code /a/b~1c/0}; the empty text is the whole tree.
   *
   * @throws IllegalArgumentException if the text does not start with a slash
   */
  public static JsonPointer parse(String text) {
    if (text.isEmpty()) {
      return new JsonPointer(List.of());
    }
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException(
          "The JSON pointer '" + text + "' must start with a slash, as in /spec/replicas.");
    }
    List<String> tokens = new ArrayList<>();
    for (String token : text.substring(1).split("/", -1)) {
      tokens.add(token.replace("~1", "/").replace("~0", "~"));
    }
    return new JsonPointer(tokens);
  }

  /** The place one step further. */
  public JsonPointer child(String token) {
    List<String> longer = new ArrayList<>(tokens);
    longer.add(token);
    return new JsonPointer(longer);
  }

  public boolean isRoot() {
    return tokens.isEmpty();
  }

  /** Whether this place is the other one or inside of it. */
  public boolean startsWith(JsonPointer other) {
    return tokens.size() >= other.tokens.size()
        && tokens.subList(0, other.tokens.size()).equals(other.tokens);
  }

  /** Whether there is a value, be it null. */
  public boolean isIn(@Nullable Object tree) {
    return find(tree).isPresent();
  }

  /** The value; null if there is none or it is null. */
  public @Nullable Object get(@Nullable Object tree) {
    return find(tree).map(Found::value).orElse(null);
  }

  private record Found(@Nullable Object value) {}

  private Optional<Found> find(@Nullable Object tree) {
    Object node = tree;
    for (String token : tokens) {
      switch (node) {
        case Map<?, ?> map when map.containsKey(token) -> node = map.get(token);
        case List<?> list when index(list, token) >= 0 -> node = list.get(index(list, token));
        case null, default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(new Found(node));
  }

  /** A copy of a tree without the value; the tree itself if there is none. */
  public @Nullable Object removeFrom(@Nullable Object tree) {
    return isRoot() || !isIn(tree) ? tree : change(tree, 0, Optional.empty());
  }

  /** A copy of a tree with another value here; the tree itself if there is none to replace. */
  public @Nullable Object replaceIn(@Nullable Object tree, @Nullable Object value) {
    if (!isIn(tree)) {
      return tree;
    }
    return isRoot() ? value : change(tree, 0, Optional.of(new Found(value)));
  }

  private @Nullable Object change(@Nullable Object node, int depth, Optional<Found> replacement) {
    String token = tokens.get(depth);
    boolean last = depth == tokens.size() - 1;
    if (node instanceof Map<?, ?>) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>(Tree.map(node));
      if (!last) {
        copy.put(token, change(copy.get(token), depth + 1, replacement));
      } else if (replacement.isPresent()) {
        copy.put(token, replacement.get().value());
      } else {
        copy.remove(token);
      }
      return copy;
    }
    List<@Nullable Object> copy = new ArrayList<>(Tree.list(node));
    int index = index(copy, token);
    if (!last) {
      copy.set(index, change(copy.get(index), depth + 1, replacement));
    } else if (replacement.isPresent()) {
      copy.set(index, replacement.get().value());
    } else {
      copy.remove(index);
    }
    return copy;
  }

  private static int index(List<?> list, String token) {
    if (!INDEX.matcher(token).matches()) {
      return -1;
    }
    int index = Integer.parseInt(token);
    int position = index < 0 ? list.size() + index : index;
    return position < list.size() ? position : -1;
  }

  /** The text form. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (String token : tokens) {
      text.append('/').append(token.replace("~", "~0").replace("/", "~1"));
    }
    return text.toString();
  }
}
