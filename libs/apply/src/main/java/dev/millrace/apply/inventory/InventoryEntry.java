package dev.millrace.apply.inventory;

import dev.millrace.apply.object.ApiVersion;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;

/**
 * One managed object: {@code {id, v}} in a status.
 *
 * @param ref the object
 * @param version the version of its API that was applied, such as {@code v1}
 */
public record InventoryEntry(ObjectRef ref, String version) {

  /** The entry for an object. */
  public static InventoryEntry of(KubeObject object) {
    return new InventoryEntry(object.ref(), object.version());
  }

  /**
   * Reads an entry.
   *
   * @throws IllegalArgumentException if the id is not one
   */
  public static InventoryEntry parse(String id, String version) {
    return new InventoryEntry(ObjectRef.parse(id), version);
  }

  public String id() {
    return ref.id();
  }

  /** The apiVersion with its group, such as {@code apps/v1}. */
  public String apiVersion() {
    return new ApiVersion(ref.group(), version).toString();
  }
}
