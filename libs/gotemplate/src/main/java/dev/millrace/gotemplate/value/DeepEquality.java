package dev.millrace.gotemplate.value;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Go's {@code reflect.DeepEqual}: equal types and equal contents. */
public final class DeepEquality {
  private final WalkBudget budget = new WalkBudget();

  private DeepEquality() {}

  /**
   * Whether two values are deeply equal.
   *
   * @throws BoundExceeded when they are too large to be compared
   */
  public static boolean equal(@Nullable Object left, @Nullable Object right) {
    return new DeepEquality().equal(left, right, 0);
  }

  private boolean equal(@Nullable Object left, @Nullable Object right, int depth) {
    budget.visit(depth);
    if (left == null || right == null) {
      return left == right;
    }
    if (!Objects.equals(Values.typeOf(left), Values.typeOf(right))) {
      return false;
    }
    return switch (left) {
      case List<?> list -> lists(list, Values.asList(right), depth);
      case Map<?, ?> map -> maps(Values.asMap(map), Values.asMap(right), depth);
      case Double number -> number.doubleValue() == Values.toDouble(right);
      case IntegerValue number -> number.bits() == Values.integerBits(right);
      case Integer number -> number == Values.integerBits(right);
      default -> left.equals(right);
    };
  }

  private boolean lists(List<?> left, List<?> right, int depth) {
    if (left == right) {
      return true;
    }
    if (left.size() != right.size() || Values.isNil(left) != Values.isNil(right)) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!equal(left.get(i), right.get(i), depth + 1)) {
        return false;
      }
    }
    return true;
  }

  private boolean maps(
      Map<String, @Nullable Object> left, Map<String, @Nullable Object> right, int depth) {
    if (left == right) {
      return true;
    }
    if (left.size() != right.size() || Values.isNil(left) != Values.isNil(right)) {
      return false;
    }
    for (Map.Entry<String, @Nullable Object> entry : left.entrySet()) {
      boolean present = right.containsKey(entry.getKey());
      if (!present || !equal(entry.getValue(), right.get(entry.getKey()), depth + 1)) {
        return false;
      }
    }
    return true;
  }
}
