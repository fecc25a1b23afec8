package dev.millrace.chaos.end;

import java.util.List;
import java.util.Optional;

/**
 * What is not compared, and why. Nothing else is left out.
 *
 * @param kind of objects, or {@code *} for all
 * @param path the step of a field and all below it; {@code *} stands for any one step
 * @param reason why two plays without any fault differ there, or may
 */
record Exclusion(String kind, List<String> path, String reason) {
  private static final String ANY = "*";

  /** All exclusions. */
  static final List<Exclusion> ALL =
      List.of(
          of("Event", "", "tells the way, not the end; notifications are compared apart"),
          of(ANY, "metadata.uid", "the API server makes it up"),
          of(ANY, "metadata.resourceVersion", "counts the writes of the whole cluster"),
          of(ANY, "metadata.creationTimestamp", "a time"),
          of(ANY, "metadata.managedFields.*.time", "a time"),
          of(ANY, "status.conditions.*.lastTransitionTime", "a time"),
          of(ANY, "status.artifact.lastUpdateTime", "a time"),
          of("GitRepository", "status.artifact.digest", "of files that tell the namespace"),
          of("GitRepository", "status.artifact.size", "of files that tell the namespace"),
          of("Kustomization", "status.conditions.Healthy.message", "tells how long it took"),
          of("Kustomization", "status.history.*.digest", "of files that tell the namespace"),
          of("Kustomization", "status.history.*.firstReconciled", "a time"),
          of("Kustomization", "status.history.*.lastReconciled", "a time"),
          of("Kustomization", "status.history.*.lastReconciledDuration", "a time"),
          of("Kustomization", "status.history.*.totalReconciliations", "counts runs"),
          of("HelmRelease", "status.history.*.firstDeployed", "a time"),
          of("HelmRelease", "status.history.*.lastDeployed", "a time"),
          of("HelmRelease", "status.history.*.deleted", "a time"),
          of("HelmRelease", "status.history.*.digest", "of a record that holds times"),
          of("HelmRelease", "status.lastAttemptedReleaseActionDuration", "a time"),
          of("Secret", "metadata.labels.createdAt", "a time, of Helm"),
          of("Secret", "metadata.labels.modifiedAt", "a time, of Helm"),
          of("Secret", "release.info.first_deployed", "a time"),
          of("Secret", "release.info.last_deployed", "a time"),
          of("ImageRepository", "status.lastScanResult.scanTime", "a time"),
          of("ImageUpdateAutomation", "status.lastAutomationRunTime", "a time"),
          of("ImageUpdateAutomation", "status.lastPushTime", "a time"));

  private static Exclusion of(String kind, String path, String reason) {
    return new Exclusion(kind, path.isEmpty() ? List.of() : List.of(path.split("\\.")), reason);
  }

  /** What leaves a field out, if anything does. */
  static Optional<Exclusion> of(FieldPath field) {
    return ALL.stream().filter(each -> each.concerns(field)).findFirst();
  }

  private boolean concerns(FieldPath field) {
    if (!kind.equals(ANY) && !kind.equals(field.kind())) {
      return false;
    }
    if (field.steps().size() < path.size()) {
      return false;
    }
    for (int i = 0; i < path.size(); i++) {
      if (!path.get(i).equals(ANY) && !path.get(i).equals(field.steps().get(i))) {
        return false;
      }
    }
    return true;
  }
}
