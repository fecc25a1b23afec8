package dev.millrace.apply.plan;

import dev.millrace.apply.cluster.PatchOperation;
import dev.millrace.apply.drift.FieldChange;
import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import java.util.List;
import java.util.Optional;

/**
 * What is to happen to one object.
 *
 * @param entry the object as it will be in the inventory
 * @param action what happens
 * @param reason why, without secret values; for a rejected object the whole error message
 * @param fields which fields differ, secret values masked
 * @param origin where the object comes from; empty if unknown
 * @param payload what is applied; empty if nothing is
 * @param live the object in the cluster; empty if it does not exist or was not read
 * @param cleanup what is changed before applying, so that fields of other writers go
 */
public record PlannedChange(
    InventoryEntry entry,
    Action action,
    String reason,
    List<FieldChange> fields,
    String origin,
    Optional<Desired> payload,
    Optional<KubeObject> live,
    List<PatchOperation> cleanup) {

  /** Copies the lists. */
  public PlannedChange {
    fields = List.copyOf(fields);
    cleanup = List.copyOf(cleanup);
  }

  public ObjectRef ref() {
    return entry.ref();
  }

  PlannedChange withCleanup(List<PatchOperation> operations) {
    return new PlannedChange(entry, action, reason, fields, origin, payload, live, operations);
  }

  /** The line of Flux's change log: {@code Deployment/ns/web configured}. */
  @Override
  public String toString() {
    return ref() + " " + action.verb();
  }
}
