package dev.millrace.api.meta;

import static java.util.Objects.requireNonNullElse;

/**
 * One applied object.
 *
 * @param id {@code <namespace>_<name>_<group>_<kind>}
 * @param v its API version without the group
 */
@ApiType
public record InventoryEntry(String id, String v) {

  public InventoryEntry {
    id = requireNonNullElse(id, "");
    v = requireNonNullElse(v, "");
  }
}
