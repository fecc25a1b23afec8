package dev.millrace.apply.health;

import dev.millrace.apply.inventory.GroupKind;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.object.Tree;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Flux waits for (FLUX.md 3.6): kstatus, save that Jobs must complete, that a StatefulSet or
 * ReplicaSet on its way fails with its pods, and that users can give rules for a kind.
 */
public final class HealthRules {

  private static final GroupKind JOB = new GroupKind("batch", "Job");
  private static final GroupKind POD = new GroupKind("", "Pod");
  private static final Set<GroupKind> KINDS_JUDGED_BY_PODS =
      Set.of(new GroupKind("apps", "StatefulSet"), new GroupKind("apps", "ReplicaSet"));

  private final Kstatus kstatus;
  private final Map<GroupKind, HealthExpressions> expressions;
  private final boolean podsMustComplete;

  /** The rules of Flux. */
  public HealthRules(Clock clock) {
    this(clock, List.of());
  }

  /** The rules of Flux and those of a user. */
  public HealthRules(Clock clock, Collection<HealthExpressions> expressions) {
    this(
        new Kstatus(clock),
        expressions.stream()
            .collect(
                Collectors.toMap(
                    HealthExpressions::kind, Function.identity(), (first, _) -> first)),
        false);
  }

  private HealthRules(
      Kstatus kstatus, Map<GroupKind, HealthExpressions> expressions, boolean podsMustComplete) {
    this.kstatus = kstatus;
    this.expressions = expressions;
    this.podsMustComplete = podsMustComplete;
  }

  /** The same for pods that are run for what they do: they must come to a good end. */
  public HealthRules withPodsToComplete() {
    return new HealthRules(kstatus, expressions, true);
  }

  /** Judges an object by itself; one that makes no sense is unknown, with the reason as message. */
  public Health judge(KubeObject object) {
    try {
      return judgeStrictly(object);
    } catch (RuntimeException e) {
      return Health.unknown(String.valueOf(e.getMessage()));
    }
  }

  private Health judgeStrictly(KubeObject object) {
    GroupKind kind = GroupKind.of(object.ref());
    if (kind.equals(JOB)) {
      return JobRules.mustComplete(new Fields(object));
    }
    if (podsMustComplete && kind.equals(POD)) {
      return PodRules.mustComplete(new Fields(object));
    }
    HealthExpressions rules = expressions.get(kind);
    return rules == null ? kstatus.judge(object) : rules.judge(object);
  }

  /** Whether no rules of a user decide on an object. */
  boolean areFluxsOwnFor(ObjectRef ref) {
    GroupKind kind = GroupKind.of(ref);
    return !expressions.containsKey(kind) && !(podsMustComplete && kind.equals(POD));
  }

  /** Whether the verdict on an object depends on its pods. */
  boolean isJudgedByPods(KubeObject object, Health health) {
    GroupKind kind = GroupKind.of(object.ref());
    return health.status() == HealthStatus.IN_PROGRESS
        && KINDS_JUDGED_BY_PODS.contains(kind)
        && !expressions.containsKey(kind);
  }

  /**
   * Judges an object that is on its way by its pods. Pods that are being deleted, or for which the
   * scheduler finds no place yet, say nothing.
   */
  Health judgeByPods(Health own, Collection<KubeObject> pods) {
    long failed =
        pods.stream()
            .filter(pod -> !pod.isBeingDeleted())
            .filter(pod -> judge(pod).status() == HealthStatus.FAILED)
            .filter(pod -> !PodRules.isUnschedulable(new Fields(pod).conditions()))
            .count();
    return failed == 0 ? own : Health.failed("PodsFailed", failed + " pods have failed");
  }

  /** The label selector of an object's pods, in the words of the API; empty if it has none. */
  static String podSelector(KubeObject object) {
    String labels =
        Tree.map(object.tree(), "spec", "selector", "matchLabels").entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(","));
    String expressions =
        Tree.list(object.tree(), "spec", "selector", "matchExpressions").stream()
            .map(HealthRules::expression)
            .collect(Collectors.joining(","));
    return labels.isEmpty() || expressions.isEmpty()
        ? labels + expressions
        : labels + "," + expressions;
  }

  private static String expression(@Nullable Object requirement) {
    String key = Tree.string(requirement, "key");
    String values =
        Tree.list(requirement, "values").stream()
            .map(String::valueOf)
            .collect(Collectors.joining(",", "(", ")"));
    return switch (Tree.string(requirement, "operator")) {
      case "In" -> key + " in " + values;
      case "NotIn" -> key + " notin " + values;
      case "DoesNotExist" -> "!" + key;
      default -> key;
    };
  }
}
