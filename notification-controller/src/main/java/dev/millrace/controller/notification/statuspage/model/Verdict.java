package dev.millrace.controller.notification.statuspage.model;

import dev.millrace.apply.object.Tree;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an object is and what says so.
 *
 * @param since when it began to be so, as the object's status writes it
 */
record Verdict(Health health, MaskedText summary, String reason, String since) {
  /** Reasons of those that will go on by themselves once others are ready (FLUX.md 3 and 4). */
  private static final Set<String> WAITS = Set.of("DependencyNotReady", "SourceNotReady");

  static Verdict of(
      StatusKind kind, Map<String, @Nullable Object> object, List<Condition> conditions) {
    if (!Tree.string(object, "metadata", "deletionTimestamp").isEmpty()) {
      return new Verdict(
          Health.PROGRESSING,
          MaskedText.of("is being deleted"),
          "Deleting",
          Words.of(object, "metadata", "deletionTimestamp"));
    }
    Verdict verdict =
        find(conditions, "Stalled", "True")
            .or(() -> find(conditions, "Undelivered", "True"))
            .map(condition -> of(Health.FAILING, condition))
            .or(() -> ready(object, conditions))
            .orElseGet(() -> silent(kind));
    return Boolean.TRUE.equals(Tree.get(object, "spec", "suspend"))
        ? new Verdict(Health.SUSPENDED, verdict.summary, verdict.reason, verdict.since)
        : verdict;
  }

  private static Optional<Verdict> ready(
      Map<String, @Nullable Object> object, List<Condition> conditions) {
    return conditions.stream()
        .filter(each -> each.type().equals("Ready"))
        .findFirst()
        .map(condition -> of(healthOf(condition, isBehind(object)), condition));
  }

  private static Health healthOf(Condition ready, boolean behind) {
    return switch (ready.status()) {
      case "True" -> behind ? Health.PROGRESSING : Health.READY;
      case "False" -> WAITS.contains(ready.reason()) ? Health.WAITING : Health.FAILING;
      default -> Health.PROGRESSING;
    };
  }

  private static boolean isBehind(Map<String, @Nullable Object> object) {
    @Nullable Object observed = Tree.get(object, "status", "observedGeneration");
    return observed != null
        && !Objects.equals(observed, Tree.get(object, "metadata", "generation"));
  }

  private static Verdict silent(StatusKind kind) {
    return kind.mayBeSilent()
        ? new Verdict(Health.READY, MaskedText.NONE, "", "")
        : new Verdict(
            Health.UNKNOWN, MaskedText.of("no controller has reported on it yet"), "NoStatus", "");
  }

  private static Optional<Condition> find(List<Condition> conditions, String type, String status) {
    return conditions.stream().filter(each -> each.is(type, status)).findFirst();
  }

  private static Verdict of(Health health, Condition condition) {
    return new Verdict(health, condition.message(), condition.reason(), condition.since());
  }
}
