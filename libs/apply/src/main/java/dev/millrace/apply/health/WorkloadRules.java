package dev.millrace.apply.health;

import dev.millrace.apply.health.Fields.ReportedCondition;

/** The rules of kinds that run pods: they compare the numbers that were asked for and reported. */
final class WorkloadRules {

  private static final long NO_DEADLINE = Integer.MAX_VALUE;

  private WorkloadRules() {}

  static Health deployment(Fields fields) {
    boolean progressed =
        fields.number(NO_DEADLINE, "spec", "progressDeadlineSeconds") == NO_DEADLINE;
    boolean available = false;
    for (ReportedCondition condition : fields.conditions()) {
      if (condition.type().equals("Progressing")) {
        if (condition.reason().equals("ProgressDeadlineExceeded")) {
          return Health.failed(
              condition.reason(), "Progress deadline exceeded", condition.message());
        }
        progressed |=
            condition.isTrue("Progressing") && condition.reason().equals("NewReplicaSetAvailable");
      }
      available |= condition.isTrue("Available");
    }
    return deploymentCounts(fields, progressed, available);
  }

  private static Health deploymentCounts(Fields fields, boolean progressed, boolean available) {
    long wanted = fields.number(1, "spec", "replicas");
    long replicas = reported(fields, "replicas");
    long updated = reported(fields, "updatedReplicas");
    if (wanted > replicas) {
      return less("LessReplicas", "Replicas", replicas, wanted);
    }
    if (wanted > updated) {
      return less("LessUpdated", "Updated", updated, wanted);
    }
    if (replicas > wanted) {
      return extraPods(replicas - wanted);
    }
    if (updated > reported(fields, "availableReplicas")) {
      return less("LessAvailable", "Available", reported(fields, "availableReplicas"), updated);
    }
    if (wanted > reported(fields, "readyReplicas")) {
      return less("LessReady", "Ready", reported(fields, "readyReplicas"), wanted);
    }
    if (!progressed) {
      return Health.inProgress("ReplicaSetNotAvailable", "ReplicaSet not Available");
    }
    if (!available) {
      return Health.inProgress("DeploymentNotAvailable", "Deployment not Available");
    }
    return Health.current("Deployment is available. Replicas: " + replicas);
  }

  static Health statefulSet(Fields fields) {
    if (fields.text("", "spec", "updateStrategy", "type").equals("OnDelete")) {
      return Health.current("StatefulSet is using the ondelete update strategy");
    }
    long wanted = fields.number(1, "spec", "replicas");
    long replicas = reported(fields, "replicas");
    if (wanted > replicas) {
      return less("LessReplicas", "Replicas", replicas, wanted);
    }
    if (wanted > reported(fields, "readyReplicas")) {
      return less("LessReady", "Ready", reported(fields, "readyReplicas"), wanted);
    }
    if (replicas > wanted) {
      return extraPods(replicas - wanted);
    }
    long partition = fields.number(-1, "spec", "updateStrategy", "rollingUpdate", "partition");
    return partition == -1
        ? statefulSetRevision(fields, wanted)
        : statefulSetPartition(fields, wanted - partition);
  }

  private static Health statefulSetPartition(Fields fields, long wanted) {
    long updated = reported(fields, "updatedReplicas");
    return updated < wanted
        ? less("PartitionRollout", "updated", updated, wanted)
        : Health.current("Partition rollout complete. updated: " + updated);
  }

  private static Health statefulSetRevision(Fields fields, long wanted) {
    long current = reported(fields, "currentReplicas");
    if (wanted > current) {
      return less("LessCurrent", "current", current, wanted);
    }
    String currentRevision = fields.text("", "status", "currentRevision");
    if (!currentRevision.equals(fields.text("", "status", "updateRevision"))) {
      return Health.inProgress("RevisionMismatch", "Waiting for updated revision to match current");
    }
    return Health.current(
        "All replicas scheduled as expected. Replicas: " + reported(fields, "replicas"));
  }

  static Health replicaSet(Fields fields) {
    if (fields.conditions().stream().anyMatch(condition -> condition.isTrue("ReplicaFailure"))) {
      return Health.inProgress("ReplicaFailure", "Replica Failure condition. Check Pods");
    }
    long wanted = fields.number(1, "spec", "replicas");
    long replicas = reported(fields, "replicas");
    if (wanted > reported(fields, "fullyLabeledReplicas")) {
      return less("LessLabelled", "Labelled", reported(fields, "fullyLabeledReplicas"), wanted);
    }
    if (wanted > reported(fields, "availableReplicas")) {
      return less("LessAvailable", "Available", reported(fields, "availableReplicas"), wanted);
    }
    if (wanted > reported(fields, "readyReplicas")) {
      return less("LessReady", "Ready", reported(fields, "readyReplicas"), wanted);
    }
    if (replicas > wanted) {
      return extraPods(replicas - wanted);
    }
    return Health.current("ReplicaSet is available. Replicas: " + replicas);
  }

  static Health daemonSet(Fields fields) {
    String kind = fields.object().kind();
    if (fields.strictNumber("metadata", "generation").isEmpty()) {
      return Health.inProgress("NoGeneration", kind + " metadata.generation not found");
    }
    if (fields.strictNumber("status", "observedGeneration").isEmpty()) {
      return Health.inProgress(
          "NoObservedGeneration", kind + " status.observedGeneration not found");
    }
    long wanted = fields.number(-1, "status", "desiredNumberScheduled");
    if (wanted == -1) {
      return Health.inProgress("NoDesiredNumber", "Missing .status.desiredNumberScheduled");
    }
    return daemonSetCounts(fields, wanted);
  }

  private static Health daemonSetCounts(Fields fields, long wanted) {
    if (wanted > reported(fields, "currentNumberScheduled")) {
      return less("LessCurrent", "Current", reported(fields, "currentNumberScheduled"), wanted);
    }
    if (wanted > reported(fields, "updatedNumberScheduled")) {
      return less("LessUpdated", "Updated", reported(fields, "updatedNumberScheduled"), wanted);
    }
    if (wanted > reported(fields, "numberAvailable")) {
      return less("LessAvailable", "Available", reported(fields, "numberAvailable"), wanted);
    }
    if (wanted > reported(fields, "numberReady")) {
      return less("LessReady", "Ready", reported(fields, "numberReady"), wanted);
    }
    return Health.current("All replicas scheduled as expected. Replicas: " + wanted);
  }

  private static long reported(Fields fields, String field) {
    return fields.number(0, "status", field);
  }

  private static Health less(String reason, String what, long reported, long wanted) {
    return Health.inProgress(reason, what + ": " + reported + "/" + wanted);
  }

  private static Health extraPods(long count) {
    return Health.inProgress("ExtraPods", "Pending termination: " + count);
  }
}
