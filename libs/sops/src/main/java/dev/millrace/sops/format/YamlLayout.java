package dev.millrace.sops.format;

import dev.millrace.sops.tree.Text;
import dev.millrace.sops.tree.Value;
import dev.millrace.yaml.Commented;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where comments go in YAML: those before a field or item above it, those behind the last one below
 * it. Comments that open a list item stand above its dash.
 */
final class YamlLayout {
  private YamlLayout() {}

  /** A tree for {@link dev.millrace.yaml.GoYaml#writeCommented}. */
  static @Nullable Object document(Value.Branch root) {
    List<String> only = new ArrayList<>();
    Object tree = map(root, only);
    return only.isEmpty() ? tree : new Commented(tree, only, null, List.of());
  }

  /**
   * The value as a plain tree.
   *
   * @param above receives comments of a map or list that has nothing else in it
   */
  private static @Nullable Object plain(Value value, List<String> above) {
    return switch (value) {
      case Value.Branch branch -> map(branch, above);
      case Value.Items items -> list(items, above);
      case Text text -> text.string();
      case Value.Whole(long number) -> number;
      case Value.Real(double number) -> number;
      case Value.Truth(boolean truth) -> truth;
      case Value.Moment(var time) -> time;
      case Value.Nothing _ -> null;
      case Value.Comment comment -> comment.text();
    };
  }

  private static Map<String, @Nullable Object> map(Value.Branch branch, List<String> above) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    Pending pending = new Pending();
    String last = null;
    for (Value.Entry entry : branch.entries()) {
      switch (entry) {
        case Value.Comment comment -> pending.add(comment);
        case Value.Field(String key, Value value) -> {
          map.put(key, pending.attach(value));
          last = key;
        }
      }
    }
    if (last == null) {
      above.addAll(pending.takeLines());
    } else if (!pending.isEmpty()) {
      map.put(last, pending.putBelow(map.get(last)));
    }
    return map;
  }

  private static List<@Nullable Object> list(Value.Items items, List<String> above) {
    List<@Nullable Object> list = new ArrayList<>();
    Pending pending = new Pending();
    for (Value item : items.values()) {
      if (item instanceof Value.Comment comment) {
        pending.add(comment);
      } else {
        list.add(pending.attach(openingCommentsFirst(item, pending)));
      }
    }
    if (list.isEmpty()) {
      above.addAll(pending.takeLines());
    } else if (!pending.isEmpty()) {
      list.set(list.size() - 1, pending.putBelow(list.getLast()));
    }
    return list;
  }

  /** Moves the comments at the start of an item out of it, to those before it. */
  private static Value openingCommentsFirst(Value item, Pending pending) {
    return switch (item) {
      case Value.Branch(var entries) -> {
        int start = 0;
        while (start < entries.size() && entries.get(start) instanceof Value.Comment comment) {
          pending.add(new Value.Comment(comment.text(), false));
          start++;
        }
        yield new Value.Branch(entries.subList(start, entries.size()));
      }
      case Value.Items(var values) -> {
        int start = 0;
        while (start < values.size() && values.get(start) instanceof Value.Comment comment) {
          pending.add(new Value.Comment(comment.text(), false));
          start++;
        }
        yield new Value.Items(values.subList(start, values.size()));
      }
      default -> item;
    };
  }

  /** Comments that were met and not yet placed. */
  private static final class Pending {
    private final List<Value.Comment> comments = new ArrayList<>();

    void add(Value.Comment comment) {
      comments.add(comment);
    }

    boolean isEmpty() {
      return comments.isEmpty();
    }

    List<String> takeLines() {
      List<String> lines = comments.stream().map(comment -> "#" + comment.text()).toList();
      comments.clear();
      return lines;
    }

    @Nullable Object attach(Value value) {
      String beside = takeBeside(value);
      List<String> before = new ArrayList<>(takeLines());
      Object plain = plain(value, before);
      return before.isEmpty() && beside == null
          ? plain
          : new Commented(plain, before, beside, List.of());
    }

    /** Only the last comment can have stood on the line of the value, and only beside a scalar. */
    private @Nullable String takeBeside(Value value) {
      boolean scalar = !(value instanceof Value.Branch || value instanceof Value.Items);
      if (comments.isEmpty() || !comments.getLast().beside() || !scalar) {
        return null;
      }
      return "#" + comments.removeLast().text();
    }

    Commented putBelow(@Nullable Object placed) {
      List<String> after = takeLines();
      return placed instanceof Commented commented
          ? new Commented(commented.value(), commented.before(), commented.beside(), after)
          : new Commented(placed, List.of(), null, after);
    }
  }
}
