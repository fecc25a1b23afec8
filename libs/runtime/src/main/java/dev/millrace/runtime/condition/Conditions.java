package dev.millrace.runtime.condition;

import static dev.millrace.runtime.condition.ConditionType.READY;
import static dev.millrace.runtime.condition.ConditionType.RECONCILING;
import static dev.millrace.runtime.condition.ConditionType.STALLED;

import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.outcome.Reason;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Computes the conditions of a status, purely and in one place (FLUX.md 1.4).
 *
 * <p>Two things differ from Flux on purpose: {@code lastTransitionTime} moves only when a status
 * changes, as Kubernetes documents it, and conditions that tell of a failure belong to the last run
 * only.
 */
public final class Conditions {
  static final String IN_PROGRESS = "reconciliation in progress";
  private static final int MAX_MESSAGE_LENGTH = 32_768;
  private static final String ELLIPSIS = "...";

  /** Flux lists these first, the others by name; the CLI and kubectl print them in this order. */
  private static final List<String> LEADING = List.of(STALLED, RECONCILING, READY);

  private static final Comparator<Condition> ORDER =
      Comparator.<Condition>comparingInt(
              c -> LEADING.contains(c.type()) ? LEADING.indexOf(c.type()) : 3)
          .thenComparing(Condition::type);

  private Conditions() {}

  /** The condition of a type, if there is one. */
  public static Optional<Condition> find(Collection<Condition> conditions, String type) {
    return conditions.stream().filter(c -> c.type().equals(type)).findFirst();
  }

  /**
   * The conditions at the end of a run.
   *
   * @param before the conditions as they are now; those this controller does not own are kept
   * @param marks what the run said about conditions
   */
  public static List<Condition> summarize(
      ConditionPlan plan,
      List<Condition> before,
      Marks marks,
      Outcome outcome,
      long generation,
      Clock clock) {
    Draft draft = new Draft(before);
    String progress = find(before, RECONCILING).map(Condition::message).orElse(IN_PROGRESS);
    switch (outcome) {
      case Outcome.Suspended() -> {
        return before;
      }
      case Outcome.Deleted() -> {
        return before;
      }
      case Outcome.Ready(Reason reason, String message) ->
          draft.succeed(plan, marks, reason, message);
      case Outcome.Unchanged(Reason reason, String message) ->
          draft.succeed(plan, marks, reason, message);
      case Outcome.Waiting(Reason reason, String message, _) -> {
        draft.fail(plan, marks, reason, message);
        draft.retryLater(progress);
      }
      case Outcome.Retry(var failure) -> {
        draft.fail(plan, marks, failure.reason(), failure.text());
        draft.retryLater(progress);
      }
      case Outcome.Stalled(Reason reason, String message) -> {
        draft.fail(plan, marks, reason, message);
        draft.put(Condition.holds(STALLED, reason, message));
      }
    }
    return draft.written(plan, before, generation, clock);
  }

  /**
   * The conditions while a run is under way: Reconciling says what is being done.
   *
   * @param outdated whether the object is known not to be as wanted, which makes Ready unknown;
   *     otherwise Ready keeps saying what the last run found
   */
  public static List<Condition> progress(
      ConditionPlan plan,
      List<Condition> before,
      Marks marks,
      String message,
      boolean outdated,
      long generation,
      Clock clock) {
    Draft draft = new Draft(before);
    draft.apply(marks);
    draft.remove(STALLED);
    draft.put(Condition.holds(RECONCILING, GeneralReason.PROGRESSING, message));
    if (outdated || find(before, READY).map(c -> !c.isTrue() && !c.isFalse()).orElse(true)) {
      draft.put(Condition.unknown(READY, GeneralReason.PROGRESSING, message));
    }
    return draft.written(plan, before, generation, clock);
  }

  /**
   * Puts conditions computed from an older status onto a newer one: ours win, conditions of other
   * writers stay as they are in the newer status.
   */
  public static List<Condition> onto(
      ConditionPlan plan, List<Condition> newer, List<Condition> computed) {
    Draft draft = new Draft(newer);
    newer.stream().map(Condition::type).filter(plan::owns).forEach(draft::remove);
    computed.stream().filter(c -> plan.owns(c.type())).forEach(draft::put);
    return draft.sorted();
  }

  private static String trimmed(String message) {
    return message.length() <= MAX_MESSAGE_LENGTH
        ? message
        : message.substring(0, MAX_MESSAGE_LENGTH - ELLIPSIS.length()) + ELLIPSIS;
  }

  /** The list being computed, by type. */
  private static final class Draft {
    private final Map<String, Condition> byType = new LinkedHashMap<>();

    Draft(List<Condition> before) {
      before.forEach(this::put);
    }

    void put(Condition condition) {
      byType.put(condition.type(), condition);
    }

    void remove(String type) {
      byType.remove(type);
    }

    void apply(Marks marks) {
      marks.byType().forEach((type, mark) -> mark.ifPresentOrElse(this::put, () -> remove(type)));
    }

    void succeed(ConditionPlan plan, Marks marks, Reason reason, String message) {
      apply(marks);
      plan.negativePolarity().forEach(this::remove);
      remove(STALLED);
      remove(RECONCILING);
      Condition ready =
          plan.summarized().stream()
              .map(byType::get)
              .filter(c -> c != null && c.isFalse())
              .findFirst()
              .map(bad -> Condition.mark(READY, Condition.FALSE, bad.reason(), bad.message()))
              .orElseGet(() -> Condition.holds(READY, reason, message));
      put(ready);
    }

    void fail(ConditionPlan plan, Marks marks, Reason reason, String message) {
      plan.negativePolarity().forEach(this::remove);
      apply(marks);
      remove(STALLED);
      remove(RECONCILING);
      String shown = reason.conditionType();
      if (plan.owned().contains(shown)) {
        put(
            plan.negativePolarity().contains(shown)
                ? Condition.holds(shown, reason, message)
                : Condition.fails(shown, reason, message));
      }
      put(Condition.fails(READY, reason, message));
    }

    void retryLater(String progress) {
      put(Condition.holds(RECONCILING, GeneralReason.PROGRESSING_WITH_RETRY, progress));
    }

    /** Stamps what we own with times and the generation; the rest stays as it is. */
    List<Condition> written(
        ConditionPlan plan, List<Condition> before, long generation, Clock clock) {
      Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
      byType.replaceAll(
          (type, condition) ->
              plan.owns(type)
                  ? trimmed(condition).written(find(before, type).orElse(null), now, generation)
                  : condition);
      return sorted();
    }

    List<Condition> sorted() {
      return byType.values().stream().sorted(ORDER).toList();
    }

    private static Condition trimmed(Condition c) {
      return new Condition(
          c.type(),
          c.status(),
          c.reason(),
          Conditions.trimmed(c.message()),
          c.lastTransitionTime(),
          c.observedGeneration());
    }
  }
}
