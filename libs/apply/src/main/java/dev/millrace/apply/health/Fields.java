package dev.millrace.apply.health;

import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields as kstatus does: leniently ({@code number}, {@code text}: a wrong type counts as
 * absent) where a default makes sense, strictly elsewhere.
 */
record Fields(KubeObject object) {

  long number(long absent, String... path) {
    return object.get(path) instanceof Long number ? number : absent;
  }

  String text(String absent, String... path) {
    return object.get(path) instanceof String text ? text : absent;
  }

  /** A whole number, or nothing if the field is absent; any other value is an error. */
  Optional<Long> strictNumber(String... path) {
    return strict(Long.class, "a whole number", path);
  }

  /** A string, or nothing if the field is absent; any other value, null too, is an error. */
  Optional<String> strictText(String... path) {
    return strict(String.class, "a string", path);
  }

  /** A list, or nothing if the field is absent; any other value is an error. */
  @SuppressWarnings("rawtypes")
  Optional<List> strictList(String... path) {
    return strict(List.class, "a list", path);
  }

  private <T> Optional<T> strict(Class<T> type, String expected, String... path) {
    Object node = object.tree();
    for (String key : path) {
      if (node == null) {
        return Optional.empty();
      }
      if (!(node instanceof Map<?, ?> map)) {
        throw malformed("a map", path);
      }
      if (!map.containsKey(key)) {
        return Optional.empty();
      }
      node = map.get(key);
    }
    if (!type.isInstance(node)) {
      throw malformed(expected, path);
    }
    return Optional.of(type.cast(node));
  }

  /** The conditions of the status; absent or null ones are none. */
  List<ReportedCondition> conditions() {
    Object status = object.get("status");
    if (status != null && !(status instanceof Map)) {
      throw malformed("a map", "status");
    }
    Object conditions = Tree.get(status, "conditions");
    return switch (conditions) {
      case null -> List.of();
      case List<?> list -> list.stream().map(this::condition).toList();
      default -> throw malformed("a list", "status", "conditions");
    };
  }

  private ReportedCondition condition(@Nullable Object node) {
    if (node != null && !(node instanceof Map)) {
      throw malformed("a list of maps", "status", "conditions");
    }
    return new ReportedCondition(
        conditionField(node, "type"),
        conditionField(node, "status"),
        conditionField(node, "reason"),
        conditionField(node, "message"));
  }

  private String conditionField(@Nullable Object node, String field) {
    return switch (Tree.get(node, field)) {
      case null -> "";
      case String text -> text;
      default -> throw malformed("a string", "status", "conditions", field);
    };
  }

  MalformedStatus malformed(String expected, String... path) {
    return new MalformedStatus(
        "The field " + String.join(".", path) + " of " + object + " is not " + expected + ".");
  }

  /** A condition as the object's own controller reported it; absent fields are empty. */
  record ReportedCondition(String type, String status, String reason, String message) {

    boolean isTrue(String wanted) {
      return type.equals(wanted) && status.equals("True");
    }

    boolean isFalse(String wanted) {
      return type.equals(wanted) && status.equals("False");
    }
  }
}
