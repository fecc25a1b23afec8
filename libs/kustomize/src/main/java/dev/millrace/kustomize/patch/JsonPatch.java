package dev.millrace.kustomize.patch;

import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.yaml.GoJson;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A JSON patch (RFC 6902) with the habits of the Go library that kustomize uses: negative indexes
 * count from the end, and replacing a field that does not exist adds it.
 */
public final class JsonPatch {
  private final List<Operation> operations;

  /** One operation; {@code value} is null both for a JSON null and when it is missing. */
  private record Operation(
      String op, @Nullable String path, @Nullable String from, @Nullable Object value) {
    String requiredPath() {
      return required(path, "path");
    }

    String requiredFrom() {
      return required(from, "from");
    }

    private String required(@Nullable String text, String field) {
      if (text == null) {
        throw new KustomizeException("the operation '" + op + "' lacks its field '" + field + "'");
      }
      return text;
    }
  }

  private JsonPatch(List<Operation> operations) {
    this.operations = operations;
  }

  /**
   * Reads a patch from JSON, or from YAML when it does not start with {@code [}.
   *
   * @throws KustomizeException if it is no list of operations
   */
  public static JsonPatch parse(String text) {
    Object tree = readTree(text);
    if (tree == null) {
      return new JsonPatch(List.of());
    }
    if (!(tree instanceof List<?> list)) {
      throw new KustomizeException("a JSON patch must be a list of operations");
    }
    List<Operation> operations = new ArrayList<>();
    for (Object item : list) {
      if (!(item instanceof Map<?, ?> fields)) {
        throw new KustomizeException("each operation of a JSON patch must be a map");
      }
      operations.add(
          new Operation(
              fields.get("op") instanceof String op ? op : "unknown",
              fields.get("path") instanceof String path ? path : null,
              fields.get("from") instanceof String from ? from : null,
              fields.get("value")));
    }
    return new JsonPatch(operations);
  }

  private static @Nullable Object readTree(String text) {
    boolean isJson = text.startsWith("[");
    try {
      return isJson ? GoJson.read(text) : YamlReader.sigs().read(text);
    } catch (YamlException e) {
      String hint = isJson ? "; a patch that starts with '[' must be JSON throughout" : "";
      throw new KustomizeException("the JSON patch can't be read: " + e.getMessage() + hint, e);
    }
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return operations.isEmpty();
  }

  /**
   * Applies all operations to a copy of a plain tree.
   *
   * @throws KustomizeException if one does not apply, or a test fails
   */
  public @Nullable Object apply(Map<String, @Nullable Object> document) {
    Object result = copy(document);
    for (Operation operation : operations) {
      result = apply(operation, result);
    }
    return result;
  }

  private static @Nullable Object apply(Operation operation, @Nullable Object document) {
    switch (operation.op) {
      case "add" ->
          target(document, operation, operation.requiredPath()).add(copy(operation.value));
      case "remove" -> target(document, operation, operation.requiredPath()).remove();
      case "replace" -> {
        if (operation.requiredPath().isEmpty()) {
          return wholeDocument(operation.value);
        }
        target(document, operation, operation.requiredPath()).replace(copy(operation.value));
      }
      case "move" -> {
        JsonPointer.Target from = target(document, operation, operation.requiredFrom());
        Object moved = from.get();
        from.remove();
        target(document, operation, operation.requiredPath()).add(moved);
      }
      case "copy" -> {
        Object copied = copy(target(document, operation, operation.requiredFrom()).get());
        target(document, operation, operation.requiredPath()).add(copied);
      }
      case "test" -> test(operation, document);
      default ->
          throw new KustomizeException(
              "'"
                  + operation.op
                  + "' is no operation of JSON patches; use add, remove, replace, move, copy or"
                  + " test");
    }
    return document;
  }

  private static JsonPointer.Target target(
      @Nullable Object document, Operation operation, String path) {
    return JsonPointer.target(document, operation.op, path);
  }

  private static @Nullable Object wholeDocument(@Nullable Object value) {
    if (value instanceof Map || value instanceof List) {
      return copy(value);
    }
    throw new KustomizeException("replacing the whole object needs a map or a list as value");
  }

  private static void test(Operation operation, @Nullable Object document) {
    String path = operation.requiredPath();
    Object found = path.isEmpty() ? document : target(document, operation, path).get();
    if (!Objects.equals(found, operation.value)) {
      throw new KustomizeException("testing value " + path + " failed: it differs");
    }
  }

  private static @Nullable Object copy(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((name, child) -> copy.put((String) name, copy(child)));
        yield copy;
      }
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        list.forEach(child -> copy.add(copy(child)));
        yield copy;
      }
      case null, default -> value;
    };
  }
}
