package dev.millrace.helm.order;

import java.util.Comparator;
import java.util.List;

/**
 * The order of kinds (HELM.md "From source"). Kinds it does not know come last, by name; equal
 * kinds keep the order they had.
 */
public enum KindOrder {
  /** What others need comes first. */
  INSTALL(
      "PriorityClass",
      "Namespace",
      "NetworkPolicy",
      "ResourceQuota",
      "LimitRange",
      "PodSecurityPolicy",
      "PodDisruptionBudget",
      "ServiceAccount",
      "Secret",
      "SecretList",
      "ConfigMap",
      "StorageClass",
      "PersistentVolume",
      "PersistentVolumeClaim",
      "CustomResourceDefinition",
      "ClusterRole",
      "ClusterRoleList",
      "ClusterRoleBinding",
      "ClusterRoleBindingList",
      "Role",
      "RoleList",
      "RoleBinding",
      "RoleBindingList",
      "Service",
      "DaemonSet",
      "Pod",
      "ReplicationController",
      "ReplicaSet",
      "Deployment",
      "HorizontalPodAutoscaler",
      "StatefulSet",
      "Job",
      "CronJob",
      "IngressClass",
      "Ingress",
      "APIService",
      "MutatingWebhookConfiguration",
      "ValidatingWebhookConfiguration"),

  /** Not quite the reverse: what could block the removal of others goes first. */
  UNINSTALL(
      "ValidatingWebhookConfiguration",
      "MutatingWebhookConfiguration",
      "APIService",
      "Ingress",
      "IngressClass",
      "Service",
      "CronJob",
      "Job",
      "StatefulSet",
      "HorizontalPodAutoscaler",
      "Deployment",
      "ReplicaSet",
      "ReplicationController",
      "Pod",
      "DaemonSet",
      "RoleBindingList",
      "RoleBinding",
      "RoleList",
      "Role",
      "ClusterRoleBindingList",
      "ClusterRoleBinding",
      "ClusterRoleList",
      "ClusterRole",
      "CustomResourceDefinition",
      "PersistentVolumeClaim",
      "PersistentVolume",
      "StorageClass",
      "ConfigMap",
      "SecretList",
      "Secret",
      "ServiceAccount",
      "PodDisruptionBudget",
      "PodSecurityPolicy",
      "LimitRange",
      "ResourceQuota",
      "NetworkPolicy",
      "Namespace",
      "PriorityClass");

  private final List<String> kinds;

  KindOrder(String... kinds) {
    this.kinds = List.of(kinds);
  }

  /** Compares two kinds; 0 for equal ones only. */
  public Comparator<String> comparator() {
    return Comparator.comparingInt(this::rank).thenComparing(Comparator.naturalOrder());
  }

  private int rank(String kind) {
    int known = kinds.indexOf(kind);
    return known < 0 ? kinds.size() : known;
  }
}
