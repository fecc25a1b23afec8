package dev.millrace.runtime.condition;

import static dev.millrace.runtime.condition.ConditionType.READY;
import static dev.millrace.runtime.condition.ConditionType.RECONCILING;
import static dev.millrace.runtime.condition.ConditionType.STALLED;

import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Timestamp;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.Reason;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A list of conditions being computed: what is carried over, and what the run says. */
final class ConditionDraft {
  private static final int MAX_MESSAGE_LENGTH = 32_768;
  private static final String ELLIPSIS = "...";

  /** Flux lists these first, the others by name; the CLI and kubectl print them in this order. */
  private static final List<String> LEADING = List.of(STALLED, RECONCILING, READY);

  private static final Comparator<Condition> ORDER =
      Comparator.<Condition>comparingInt(ConditionDraft::rank).thenComparing(Condition::type);

  private final ConditionPlan plan;
  private final Map<String, Condition> before = new LinkedHashMap<>();
  private final Map<String, Mark> said = new LinkedHashMap<>();
  private final Set<String> renewed = new HashSet<>();

  ConditionDraft(ConditionPlan plan, List<Condition> conditions) {
    this.plan = plan;
    for (Condition condition : conditions) {
      before.put(condition.type(), condition);
      if (plan.owns(condition.type())) {
        said.put(condition.type(), asMark(condition));
      }
    }
  }

  static List<Condition> onto(ConditionPlan plan, List<Condition> newer, List<Condition> computed) {
    return Stream.concat(
            newer.stream().filter(c -> !plan.owns(c.type())),
            computed.stream().filter(c -> plan.owns(c.type())))
        .sorted(ORDER)
        .toList();
  }

  void put(Mark mark) {
    said.put(mark.type(), mark);
    renewed.add(mark.type());
  }

  void remove(String type) {
    said.remove(type);
  }

  void apply(Marks marks) {
    marks.byType().forEach((type, mark) -> mark.ifPresentOrElse(this::put, () -> remove(type)));
  }

  void succeed(Marks marks, Reason reason, String message) {
    apply(marks);
    plan.negativePolarity().forEach(this::remove);
    remove(STALLED);
    remove(RECONCILING);
    put(
        plan.summarized().stream()
            .map(said::get)
            .filter(mark -> mark != null && mark.isFalse())
            .map(Objects::requireNonNull)
            .findFirst()
            .map(bad -> new Mark(READY, Condition.FALSE, bad.reason(), bad.message()))
            .orElseGet(() -> Mark.holds(READY, reason, message)));
  }

  void fail(Marks marks, Reason reason, String message) {
    plan.negativePolarity().forEach(this::remove);
    apply(marks);
    remove(STALLED);
    remove(RECONCILING);
    String shown = reason.conditionType();
    if (plan.negativePolarity().contains(shown)) {
      put(Mark.holds(shown, reason, message));
    } else if (plan.owned().contains(shown)) {
      put(Mark.fails(shown, reason, message));
    }
    if (!marks.byType().containsKey(READY)) {
      put(Mark.fails(READY, reason, message));
    }
  }

  void retryLater(String progress) {
    put(Mark.holds(RECONCILING, GeneralReason.PROGRESSING_WITH_RETRY, progress));
  }

  /** The finished list: what was said anew gets its time and generation, the rest stays as is. */
  List<Condition> stamped(long generation, Clock clock) {
    Timestamp now = Timestamp.of(clock.instant());
    Map<String, Condition> result = new HashMap<>(before);
    result.keySet().removeIf(type -> plan.owns(type) && !said.containsKey(type));
    said.forEach(
        (type, mark) -> {
          if (renewed.contains(type)) {
            result.put(type, stamp(mark, before.get(type), generation, now));
          }
        });
    return result.values().stream().sorted(ORDER).toList();
  }

  private static Condition stamp(
      Mark mark, @Nullable Condition earlier, long generation, Timestamp now) {
    boolean lasting =
        earlier != null
            && earlier.status().equals(mark.status())
            && !earlier.lastTransitionTime().equals(Timestamp.MISSING);
    Timestamp since = lasting ? Objects.requireNonNull(earlier).lastTransitionTime() : now;
    return new Condition(
        mark.type(), mark.status(), generation, since, mark.reason(), trimmed(mark.message()));
  }

  private static Mark asMark(Condition condition) {
    return new Mark(condition.type(), condition.status(), condition.reason(), condition.message());
  }

  private static int rank(Condition condition) {
    int leading = LEADING.indexOf(condition.type());
    return leading < 0 ? LEADING.size() : leading;
  }

  private static String trimmed(String message) {
    return message.length() <= MAX_MESSAGE_LENGTH
        ? message
        : message.substring(0, MAX_MESSAGE_LENGTH - ELLIPSIS.length()) + ELLIPSIS;
  }
}
