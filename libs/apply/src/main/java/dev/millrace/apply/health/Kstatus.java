package dev.millrace.apply.health;

import dev.millrace.apply.health.Fields.ReportedCondition;
import dev.millrace.apply.inventory.GroupKind;
import dev.millrace.apply.object.KubeObject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The rules of kstatus (fluxcd/cli-utils 1.2): first those that hold for every object, then those
 * of the kind, then the {@code Ready} condition; an object that says nothing is current.
 */
public final class Kstatus {

  private final Map<GroupKind, Function<Fields, Health>> rulesOfKinds;

  /**
   * Makes the rules.
   *
   * @param clock tells how long a pod has waited to be scheduled
   */
  public Kstatus(Clock clock) {
    PodRules pods = new PodRules(clock);
    rulesOfKinds =
        Map.ofEntries(
            Map.entry(new GroupKind("", "Service"), CoreRules::service),
            Map.entry(new GroupKind("", "Pod"), pods::pod),
            Map.entry(new GroupKind("", "Secret"), CoreRules::alwaysReady),
            Map.entry(new GroupKind("", "ConfigMap"), CoreRules::alwaysReady),
            Map.entry(new GroupKind("", "PersistentVolumeClaim"), CoreRules::volumeClaim),
            Map.entry(new GroupKind("apps", "StatefulSet"), WorkloadRules::statefulSet),
            Map.entry(new GroupKind("apps", "DaemonSet"), WorkloadRules::daemonSet),
            Map.entry(new GroupKind("extensions", "DaemonSet"), WorkloadRules::daemonSet),
            Map.entry(new GroupKind("apps", "Deployment"), WorkloadRules::deployment),
            Map.entry(new GroupKind("extensions", "Deployment"), WorkloadRules::deployment),
            Map.entry(new GroupKind("apps", "ReplicaSet"), WorkloadRules::replicaSet),
            Map.entry(new GroupKind("extensions", "ReplicaSet"), WorkloadRules::replicaSet),
            Map.entry(new GroupKind("policy", "PodDisruptionBudget"), CoreRules::disruptionBudget),
            Map.entry(new GroupKind("batch", "CronJob"), CoreRules::alwaysReady),
            Map.entry(new GroupKind("batch", "Job"), JobRules::startedIsEnough),
            Map.entry(
                new GroupKind("apiextensions.k8s.io", "CustomResourceDefinition"),
                CoreRules::definition));
  }

  /**
   * Judges an object as it was read from the API server, status included.
   *
   * @throws MalformedStatus if a field that the rules need has the wrong type
   */
  public Health judge(KubeObject object) {
    Fields fields = new Fields(object);
    return rulesOfAllKinds(fields)
        .or(() -> rulesOfKind(fields))
        .or(() -> readyCondition(fields))
        .orElseGet(() -> Health.current("Resource is current"));
  }

  private static Optional<Health> rulesOfAllKinds(Fields fields) {
    if (fields.strictText("metadata", "deletionTimestamp").filter(t -> !t.isEmpty()).isPresent()) {
      return Optional.of(Health.terminating());
    }
    return unobservedGeneration(fields).or(() -> standardConditions(fields));
  }

  private static Optional<Health> unobservedGeneration(Fields fields) {
    Optional<Long> generation = fields.strictNumber("metadata", "generation");
    if (generation.isEmpty()) {
      return Optional.empty();
    }
    return fields
        .strictNumber("status", "observedGeneration")
        .filter(observed -> !observed.equals(generation.get()))
        .map(
            observed ->
                Health.inProgress(
                    "LatestGenerationNotObserved",
                    "%s generation is %d, but latest observed generation is %d"
                        .formatted(fields.object().kind(), generation.get(), observed)));
  }

  private static Optional<Health> standardConditions(Fields fields) {
    for (ReportedCondition condition : fields.conditions()) {
      if (condition.isTrue("Reconciling")) {
        return Optional.of(Health.inProgress(condition.reason(), condition.message()));
      }
      if (condition.isTrue("Stalled")) {
        return Optional.of(Health.failed(condition.reason(), condition.message()));
      }
    }
    return Optional.empty();
  }

  private Optional<Health> rulesOfKind(Fields fields) {
    return Optional.ofNullable(rulesOfKinds.get(GroupKind.of(fields.object().ref())))
        .map(rules -> rules.apply(fields));
  }

  private static Optional<Health> readyCondition(Fields fields) {
    for (ReportedCondition condition : fields.conditions()) {
      if (condition.isTrue("Ready")) {
        return Optional.of(Health.current("Resource is Ready"));
      }
      boolean notYet = condition.isFalse("Ready") || isUnknown(condition);
      if (notYet) {
        return Optional.of(Health.inProgress(condition.reason(), condition.message()));
      }
    }
    return Optional.empty();
  }

  private static boolean isUnknown(ReportedCondition condition) {
    return condition.type().equals("Ready") && condition.status().equals("Unknown");
  }
}
