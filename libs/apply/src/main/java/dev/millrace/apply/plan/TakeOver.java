package dev.millrace.apply.plan;

import dev.millrace.apply.cluster.PatchOperation;
import dev.millrace.apply.object.JsonPointer;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.ownership.FieldManager;
import dev.millrace.apply.ownership.ManagedFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What other writers leave behind and an apply would not remove (FLUX.md 3.3).
 *
 * @param managers whose fields are taken over
 * @param annotations which annotations are removed
 * @param labels which labels are removed
 */
public record TakeOver(List<FieldManager> managers, List<String> annotations, List<String> labels) {

  private static final JsonPointer MANAGED_FIELDS = JsonPointer.of("metadata", "managedFields");

  /** Copies the lists. */
  public TakeOver {
    managers = List.copyOf(managers);
    annotations = List.copyOf(annotations);
    labels = List.copyOf(labels);
  }

  /** Nothing is taken over. */
  public static TakeOver nothing() {
    return new TakeOver(List.of(), List.of(), List.of());
  }

  /** What Flux takes over: what kubectl and old versions of the controller wrote. */
  public static TakeOver ofFlux(String controller, List<String> overriddenManagers) {
    List<FieldManager> managers = new ArrayList<>();
    managers.add(FieldManager.applying("kubectl"));
    managers.add(FieldManager.updating("kubectl"));
    managers.add(FieldManager.updating("before-first-apply"));
    managers.add(FieldManager.updating(controller));
    for (String overridden : overriddenManagers) {
      managers.add(FieldManager.applying(overridden));
      managers.add(FieldManager.updating(overridden));
    }
    return new TakeOver(
        managers,
        List.of(
            "kubectl.kubernetes.io/last-applied-configuration",
            "kustomize.toolkit.fluxcd.io/checksum",
            "fluxcd.io/sync-checksum"),
        List.of("fluxcd.io/sync-gc-mark"));
  }

  /** Whether there is anything to take over from an object. */
  public boolean appliesTo(KubeObject live) {
    return ManagedFields.of(live).hasAnyOf(managers)
        || annotations.stream().anyMatch(live.annotations()::containsKey)
        || labels.stream().anyMatch(live.labels()::containsKey);
  }

  /** The patch that takes it over; empty if there is nothing. */
  public List<PatchOperation> patch(KubeObject live, String manager) {
    Stream<PatchOperation> removals =
        Stream.concat(
            removals(live.annotations(), annotations, "annotations"),
            removals(live.labels(), labels, "labels"));
    Stream<PatchOperation> owners =
        ManagedFields.of(live).takeOver(managers, manager).stream()
            .map(fields -> PatchOperation.replace(MANAGED_FIELDS, fields.toTree()));
    return Stream.concat(removals, owners).toList();
  }

  /** The patch that lets all owners speak of one API version; empty if they do. */
  public static List<PatchOperation> migration(KubeObject live, String apiVersion) {
    return ManagedFields.of(live).migrateTo(apiVersion).stream()
        .map(fields -> PatchOperation.replace(MANAGED_FIELDS, fields.toTree()))
        .toList();
  }

  private static Stream<PatchOperation> removals(
      Map<String, String> present, List<String> unwanted, String field) {
    return unwanted.stream()
        .filter(present::containsKey)
        .map(key -> PatchOperation.remove(JsonPointer.of("metadata", field, key)));
  }
}
