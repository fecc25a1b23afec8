package dev.millrace.kustomize.kustomization;

import dev.millrace.kustomize.problem.Problem;
import dev.millrace.kustomize.problem.Problems;
import dev.millrace.yaml.GoNumbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields of a plain tree with the rules of Go's {@code encoding/json}: names match in any
 * case, null means absent, types are never converted. Problems are collected, not thrown, so that
 * one run finds all of them; each names its field and line.
 */
public final class StructReader {
  private final Map<String, @Nullable Object> fields;
  private final Set<String> known = new LinkedHashSet<>();
  private final List<String> path;
  private final Context context;

  /** What all readers of one document share. */
  private record Context(boolean strict, Problems problems, ToIntFunction<List<String>> lineOf) {}

  private StructReader(Map<?, ?> tree, List<String> path, Context context) {
    this.fields = new TreeMap<>();
    tree.forEach((name, value) -> fields.put(String.valueOf(name), value));
    this.path = path;
    this.context = context;
  }

  /**
   * A reader that reports unknown fields.
   *
   * @param lineOf finds the line of a field by its path
   */
  public static StructReader strict(
      Map<?, ?> tree, Problems problems, ToIntFunction<List<String>> lineOf) {
    return new StructReader(tree, List.of(), new Context(true, problems, lineOf));
  }

  /**
   * A reader that ignores unknown fields, and takes numbers and booleans where text is wanted, as
   * sigs.k8s.io/yaml does when it knows the type of a field.
   */
  public static StructReader lenient(Map<?, ?> tree, Problems problems) {
    return new StructReader(tree, List.of(), new Context(false, problems, _ -> 0));
  }

  /** Reads a whole structure leniently and fails at its end if anything was wrong with it. */
  public static <T> T readLenient(Map<?, ?> tree, Function<StructReader, T> read) {
    Problems problems = new Problems();
    T result = read.apply(lenient(tree, problems));
    problems.throwIfAny();
    return result;
  }

  /** A text field; empty when absent. */
  public String text(String name) {
    return optionalText(name, "");
  }

  /**
   * A text field that is text even where a lenient reader takes other values; empty when absent.
   * For the fields of structures that the original embeds in others: it does not see their type.
   */
  public String exactText(String name) {
    Object value = take(name);
    if (value == null || value instanceof String) {
      return value == null ? "" : (String) value;
    }
    wrongType(name, "text", value);
    return "";
  }

  private String optionalText(String name, String fallback) {
    Object value = take(name);
    return value == null ? fallback : textOf(value, name, fallback);
  }

  /** A text field; null when absent. */
  public @Nullable String nullableText(String name) {
    Object value = take(name);
    return value == null ? null : textOf(value, name, "");
  }

  /** A boolean field; false when absent. */
  public boolean flag(String name) {
    Object value = take(name);
    if (value == null || value instanceof Boolean) {
      return Boolean.TRUE.equals(value);
    }
    wrongType(name, "true or false", value);
    return false;
  }

  /** An integer field; 0 when absent. */
  public long integer(String name) {
    Object value = take(name);
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
      return number.longValue();
    }
    if (value != null) {
      wrongType(name, "an integer", value);
    }
    return 0;
  }

  /** A list of texts; empty when absent. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    List<?> items = items(name);
    for (int i = 0; i < items.size(); i++) {
      Object item = items.get(i);
      texts.add(item == null ? "" : textOf(item, name + "/" + i, ""));
    }
    return texts;
  }

  /** A map of texts; empty when absent. */
  public Map<String, String> textMap(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    Object value = take(name);
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, item) ->
              texts.put((String) key, item == null ? "" : textOf(item, name + "/" + key, "")));
    } else if (value != null) {
      wrongType(name, "a map", value);
    }
    return texts;
  }

  /** A list of structures; empty when absent. */
  public <T> List<T> list(String name, Function<StructReader, T> read) {
    List<T> list = new ArrayList<>();
    List<?> items = items(name);
    for (int i = 0; i < items.size(); i++) {
      StructReader child = child(name + "/" + i, items.get(i));
      if (child != null) {
        list.add(child.readWhole(read));
      }
    }
    return list;
  }

  /** A structure; null when absent. */
  public <T> @Nullable T struct(String name, Function<StructReader, T> read) {
    Object value = take(name);
    StructReader child = value == null ? null : child(name, value);
    return child == null ? null : child.readWhole(read);
  }

  /** A structure; an empty one when absent. */
  public <T> T structOrEmpty(String name, Function<StructReader, T> read) {
    Object value = take(name);
    StructReader child = child(name, value == null ? Map.of() : value);
    return child == null
        ? read.apply(new StructReader(Map.of(), path, context))
        : child.readWhole(read);
  }

  /** Whether a field is there and says something: not null, not the empty text. */
  public boolean says(String name) {
    return fields.entrySet().stream()
        .anyMatch(
            field ->
                field.getKey().equalsIgnoreCase(name)
                    && field.getValue() != null
                    && !"".equals(field.getValue()));
  }

  /** A field whose content nobody looks at; whether it is a non-empty list. */
  public boolean hasItems(String name) {
    return !items(name).isEmpty();
  }

  /** Reads this structure and reports the fields that were not asked for. */
  public <T> T readWhole(Function<StructReader, T> read) {
    T result = read.apply(this);
    if (context.strict) {
      for (String unknown : fields.keySet()) {
        report(unknown, "unknown field \"" + unknown + "\"; " + Spelling.advice(unknown, known));
      }
    }
    return result;
  }

  private List<?> items(String name) {
    Object value = take(name);
    if (value == null || value instanceof List) {
      return value == null ? List.of() : (List<?>) value;
    }
    wrongType(name, "a list", value);
    return List.of();
  }

  private @Nullable StructReader child(String name, @Nullable Object value) {
    if (value == null || value instanceof Map) {
      Map<?, ?> tree = value == null ? Map.of() : (Map<?, ?>) value;
      return new StructReader(tree, childPath(name), context);
    }
    wrongType(name, "a map", value);
    return null;
  }

  /** Removes and returns a field; of several spellings the last one in byte order counts. */
  private @Nullable Object take(String name) {
    known.add(name);
    Object value = null;
    var remaining = fields.entrySet().iterator();
    while (remaining.hasNext()) {
      var field = remaining.next();
      if (field.getKey().equalsIgnoreCase(name)) {
        value = field.getValue();
        remaining.remove();
      }
    }
    return value;
  }

  private String textOf(Object value, String name, String fallback) {
    if (value instanceof String text) {
      return text;
    }
    if (!context.strict && !isCollection(value)) {
      return value instanceof Double number ? GoNumbers.formatGeneral(number) : value.toString();
    }
    wrongType(name, "text", value);
    return fallback;
  }

  private void wrongType(String name, String wanted, Object found) {
    String hint = wanted.equals("text") && !isCollection(found) ? "; put it in quotes" : "";
    report(name, "expected " + wanted + " but found " + describe(found) + hint);
  }

  private static boolean isCollection(Object value) {
    return value instanceof Map || value instanceof List;
  }

  private static String describe(Object value) {
    return switch (value) {
      case Map<?, ?> _ -> "a map";
      case List<?> _ -> "a list";
      case Boolean _ -> "a boolean";
      case Number _ -> "a number";
      default -> "text";
    };
  }

  private void report(String name, String message) {
    List<String> place = childPath(name);
    String field = String.join(".", place);
    int line = context.lineOf.applyAsInt(place);
    context.problems.add(new Problem(field + ": " + message, null, line));
  }

  private List<String> childPath(String name) {
    List<String> longer = new ArrayList<>(path);
    longer.addAll(List.of(name.split("/", 2)));
    return longer;
  }
}
