package dev.millrace.controller.helm.cluster;

import dev.millrace.apply.health.HealthExpressions;
import dev.millrace.apply.inventory.GroupKind;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Helm 3 waits for ({@code waitStrategy: legacy}): a few built-in kinds, each with a rule of
 * its own; objects of all other kinds are ready as soon as they exist. A rollout counts as done as
 * soon as so many new pods are ready that no more than {@code maxUnavailable} are missing.
 */
final class LegacyReadiness {
  private static final String APPS = "apps";
  private static final long DEFAULT_REPLICAS = 1;

  private static final Map<GroupKind, Predicate<KubeObject>> RULES =
      Map.of(
          new GroupKind("", "Pod"),
          pod -> hasCondition(pod, "Ready"),
          new GroupKind("", "Service"),
          LegacyReadiness::hasAddress,
          new GroupKind("", "PersistentVolumeClaim"),
          claim -> text(claim, "status", "phase").equals("Bound"),
          new GroupKind("", "ReplicationController"),
          LegacyReadiness::hasAllReplicas,
          new GroupKind(APPS, "ReplicaSet"),
          LegacyReadiness::hasAllReplicas,
          new GroupKind(APPS, "Deployment"),
          LegacyReadiness::isRolledOut,
          new GroupKind(APPS, "DaemonSet"),
          LegacyReadiness::isScheduledEverywhere,
          new GroupKind(APPS, "StatefulSet"),
          LegacyReadiness::isUpdatedInOrder,
          new GroupKind("apiextensions.k8s.io", "CustomResourceDefinition"),
          LegacyReadiness::isEstablished);

  /** Jobs have a rule that is the same for all strategies. */
  private static final Set<GroupKind> JUDGED_ELSEWHERE = Set.of(new GroupKind("batch", "Job"));

  private LegacyReadiness() {}

  /** Whether Helm 3 waits for objects of this kind at all. */
  static boolean waitsFor(KubeObject object) {
    GroupKind kind = GroupKind.of(object.ref());
    return RULES.containsKey(kind) || JUDGED_ELSEWHERE.contains(kind);
  }

  /** The rules, as waits take them. */
  static List<HealthExpressions> rules() {
    return RULES.entrySet().stream()
        .map(
            rule ->
                new HealthExpressions(
                    rule.getKey(), Optional.empty(), Optional.empty(), rule.getValue()))
        .collect(Collectors.toUnmodifiableList());
  }

  private static boolean hasAddress(KubeObject service) {
    if (text(service, "spec", "type").equals("ExternalName")) {
      return true;
    }
    if (text(service, "spec", "clusterIP").isEmpty()) {
      return false;
    }
    return !text(service, "spec", "type").equals("LoadBalancer")
        || !Tree.list(service.tree(), "spec", "externalIPs").isEmpty()
        || !Tree.list(service.tree(), "status", "loadBalancer", "ingress").isEmpty();
  }

  private static boolean hasAllReplicas(KubeObject set) {
    return number(set, 0, "status", "readyReplicas") >= wantedReplicas(set);
  }

  /**
   * How many of the ready pods are new is not said; at worst all old ones are ready, too. So this
   * is never earlier than Helm, which looks at the newest ReplicaSet.
   */
  private static boolean isRolledOut(KubeObject deployment) {
    long updated = number(deployment, 0, "status", "updatedReplicas");
    long old = number(deployment, 0, "status", "replicas") - updated;
    long newAndReady = number(deployment, 0, "status", "readyReplicas") - Math.max(0, old);
    long wanted = wantedReplicas(deployment);
    boolean observed = deployment.get("status", "observedGeneration") != null;
    return observed && Math.max(0, newAndReady) >= wanted - mayBeMissing(deployment, wanted);
  }

  private static long mayBeMissing(KubeObject deployment, long replicas) {
    boolean rolling = !text(deployment, "spec", "strategy", "type").equals("Recreate");
    if (!rolling || replicas == 0) {
      return 0;
    }
    Object unavailable = deployment.get("spec", "strategy", "rollingUpdate", "maxUnavailable");
    Object surge = deployment.get("spec", "strategy", "rollingUpdate", "maxSurge");
    long missing = share(unavailable == null ? "25%" : unavailable, replicas, false);
    boolean surges = share(surge == null ? "25%" : surge, replicas, true) > 0;
    return Math.min(replicas, missing == 0 && !surges ? 1 : missing);
  }

  private static boolean isScheduledEverywhere(KubeObject set) {
    if (!text(set, "spec", "updateStrategy", "type").equals("RollingUpdate")) {
      return true;
    }
    long desired = number(set, 0, "status", "desiredNumberScheduled");
    Object unavailable = set.get("spec", "updateStrategy", "rollingUpdate", "maxUnavailable");
    long missing = share(unavailable == null ? 1L : unavailable, desired, true);
    return set.get("status", "observedGeneration") != null
        && number(set, 0, "status", "updatedNumberScheduled") == desired
        && number(set, 0, "status", "numberReady") >= desired - missing;
  }

  private static boolean isUpdatedInOrder(KubeObject set) {
    if (!text(set, "spec", "updateStrategy", "type").equals("RollingUpdate")) {
      return true;
    }
    long replicas = wantedReplicas(set);
    long partition = number(set, 0, "spec", "updateStrategy", "rollingUpdate", "partition");
    boolean sameRevision =
        text(set, "status", "currentRevision").equals(text(set, "status", "updateRevision"));
    return set.get("status", "observedGeneration") != null
        && number(set, 0, "status", "updatedReplicas") >= replicas - partition
        && number(set, 0, "status", "readyReplicas") == replicas
        && (partition > 0 || sameRevision);
  }

  /** A definition whose names are taken never gets established; Helm does not wait for it. */
  private static boolean isEstablished(KubeObject definition) {
    return hasCondition(definition, "Established")
        || Tree.list(definition.tree(), "status", "conditions").stream()
            .anyMatch(each -> is(each, "NamesAccepted", "False"));
  }

  private static boolean hasCondition(KubeObject object, String type) {
    return Tree.list(object.tree(), "status", "conditions").stream()
        .anyMatch(each -> is(each, type, "True"));
  }

  private static boolean is(@Nullable Object condition, String type, String status) {
    return Tree.string(condition, "type").equals(type)
        && Tree.string(condition, "status").equals(status);
  }

  private static long wantedReplicas(KubeObject object) {
    return number(object, DEFAULT_REPLICAS, "spec", "replicas");
  }

  /** A number, or a share in percent of the whole. */
  private static long share(Object part, long whole, boolean roundUp) {
    if (part instanceof Number number) {
      return number.longValue();
    }
    try {
      long hundredfold = Long.parseLong(part.toString().replace("%", "")) * whole;
      return roundUp ? Math.ceilDiv(hundredfold, 100) : Math.floorDiv(hundredfold, 100);
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  private static long number(KubeObject object, long otherwise, String... path) {
    return object.get(path) instanceof Number number ? number.longValue() : otherwise;
  }

  private static String text(KubeObject object, String... path) {
    return Tree.string(object.tree(), path);
  }
}
