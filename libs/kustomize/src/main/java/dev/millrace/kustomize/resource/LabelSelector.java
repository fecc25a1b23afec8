package dev.millrace.kustomize.resource;

import dev.millrace.kustomize.problem.KustomizeException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes label selector: {@code app=web, tier in (a, b), !legacy, size>3}. All requirements
 * must be met; an empty selector selects everything.
 */
public final class LabelSelector {
  private final List<Requirement> requirements;

  LabelSelector(List<Requirement> requirements) {
    this.requirements = List.copyOf(requirements);
  }

  /**
   * Reads a selector.
   *
   * @throws KustomizeException if it is malformed
   */
  public static LabelSelector parse(String text) {
    return new LabelSelector(new LabelSelectorParser(text).requirements());
  }

  /** Whether labels meet all requirements. */
  public boolean matches(Map<String, String> labels) {
    return requirements.stream().allMatch(requirement -> requirement.matches(labels));
  }

  /** Whether everything is selected. */
  boolean selectsAll() {
    return requirements.isEmpty();
  }

  /** How a requirement compares. */
  enum Operator {
    IN,
    NOT_IN,
    EXISTS,
    NOT_EXISTS,
    GREATER,
    LESS
  }

  /** One requirement; the values of GREATER and LESS are one integer. */
  record Requirement(String key, Operator operator, Set<String> values) {
    boolean matches(Map<String, String> labels) {
      String value = labels.get(key);
      return switch (operator) {
        case IN -> value != null && values.contains(value);
        case NOT_IN -> value == null || !values.contains(value);
        case EXISTS -> value != null;
        case NOT_EXISTS -> value == null;
        case GREATER -> compare(value) > 0;
        case LESS -> compare(value) < 0;
      };
    }

    private int compare(@Nullable String value) {
      if (value == null) {
        return 0;
      }
      try {
        long wanted = Long.parseLong(values.iterator().next());
        return Long.compare(Long.parseLong(value), wanted);
      } catch (NumberFormatException e) {
        return 0;
      }
    }
  }
}
