package dev.millrace.api.meta;

import java.util.List;

/** The objects that were applied. */
@ApiType
public record ResourceInventory(List<InventoryEntry> entries) {

  /** No objects. */
  public static final ResourceInventory EMPTY = new ResourceInventory(List.of());

  public ResourceInventory {
    entries = Copies.ofList(entries);
  }
}
