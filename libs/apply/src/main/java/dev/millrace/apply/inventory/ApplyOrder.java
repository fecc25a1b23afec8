package dev.millrace.apply.inventory;

import dev.millrace.apply.object.ObjectRef;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The order in which objects are applied, so that what others refer to comes first (FLUX.md 3.3).
 * Objects are deleted in the opposite order.
 */
public final class ApplyOrder {

  private static final List<String> FIRST_KINDS =
      List.of(
          "CustomResourceDefinition",
          "Namespace",
          "ClusterRole",
          "ClusterClass",
          "RuntimeClass",
          "PriorityClass",
          "StorageClass",
          "VolumeSnapshotClass",
          "IngressClass",
          "GatewayClass",
          "ClusterRoleBinding",
          "ResourceQuota",
          "ServiceAccount",
          "Role",
          "RoleBinding",
          "ConfigMap",
          "Secret",
          "Service",
          "LimitRange",
          "Deployment",
          "StatefulSet",
          "CronJob",
          "PodDisruptionBudget");

  private static final List<String> LAST_KINDS =
      List.of("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration");

  private static final Map<String, Integer> RANKS = ranks();

  /** By rank of the kind, then group, kind, namespace and name. */
  public static final Comparator<ObjectRef> FIRST_TO_LAST =
      Comparator.comparingInt((ObjectRef ref) -> RANKS.getOrDefault(ref.kind(), 0))
          .thenComparing(ObjectRef::group)
          .thenComparing(ObjectRef::kind)
          .thenComparing(ObjectRef::namespace)
          .thenComparing(ObjectRef::name);

  /** The order of deletion. */
  public static final Comparator<ObjectRef> LAST_TO_FIRST = FIRST_TO_LAST.reversed();

  private ApplyOrder() {}

  private static Map<String, Integer> ranks() {
    Map<String, Integer> ranks = new HashMap<>();
    for (int i = 0; i < FIRST_KINDS.size(); i++) {
      ranks.put(FIRST_KINDS.get(i), i - FIRST_KINDS.size());
    }
    for (int i = 0; i < LAST_KINDS.size(); i++) {
      ranks.put(LAST_KINDS.get(i), i + 1);
    }
    return Map.copyOf(ranks);
  }
}
