package dev.millrace.controller.kustomize.kustomization;

import dev.millrace.api.kustomize.KustomizationStatus;
import dev.millrace.api.meta.ResourceInventory;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.inventory.InventoryEntry;
import java.util.ArrayList;
import java.util.List;

/** The inventory between its forms in the status and in the apply engine. */
final class Inventories {
  private Inventories() {}

  /** What a status says is managed; entries that make no sense are left out. */
  static Inventory of(KustomizationStatus status) {
    ResourceInventory inventory = status.inventory();
    if (inventory == null) {
      return Inventory.empty();
    }
    List<InventoryEntry> entries = new ArrayList<>();
    for (var entry : inventory.entries()) {
      try {
        entries.add(InventoryEntry.parse(entry.id(), entry.v()));
      } catch (IllegalArgumentException _) {
        // nobody can tell which object it was
      }
    }
    return Inventory.of(entries);
  }

  /** The form of a status. */
  static ResourceInventory toStatus(Inventory inventory) {
    return new ResourceInventory(
        inventory.entries().stream()
            .map(entry -> new dev.millrace.api.meta.InventoryEntry(entry.id(), entry.version()))
            .toList());
  }
}
