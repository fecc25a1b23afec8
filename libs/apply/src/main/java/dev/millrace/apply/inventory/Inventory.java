package dev.millrace.apply.inventory;

import dev.millrace.apply.object.ObjectRef;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** The objects that an owner manages, in the order in which they were added; no object twice. */
public final class Inventory {

  private final SequencedMap<ObjectRef, InventoryEntry> entries;

  private Inventory(SequencedMap<ObjectRef, InventoryEntry> entries) {
    this.entries = entries;
  }

  /** An inventory without objects. */
  public static Inventory empty() {
    return of(List.of());
  }

  /** An inventory of these entries; of two for one object the last counts. */
  public static Inventory of(Collection<InventoryEntry> entries) {
    SequencedMap<ObjectRef, InventoryEntry> byRef = new LinkedHashMap<>();
    entries.forEach(entry -> byRef.put(entry.ref(), entry));
    return new Inventory(byRef);
  }

  public List<InventoryEntry> entries() {
    return List.copyOf(entries.values());
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  public int size() {
    return entries.size();
  }

  public boolean contains(ObjectRef ref) {
    return entries.containsKey(ref);
  }

  public Optional<InventoryEntry> find(ObjectRef ref) {
    return Optional.ofNullable(entries.get(ref));
  }

  /** The entries that the other inventory does not have, in the order of applying. */
  public List<InventoryEntry> missingFrom(Inventory other) {
    return entries.values().stream()
        .filter(entry -> !other.contains(entry.ref()))
        .sorted(Comparator.comparing(InventoryEntry::ref, ApplyOrder.FIRST_TO_LAST))
        .toList();
  }

  /**
   * This inventory and those of the given entries that it does not have: what could not be deleted
   * stays managed (FLUX.md 3.6).
   */
  public Inventory plus(Collection<InventoryEntry> others) {
    SequencedMap<ObjectRef, InventoryEntry> byRef = new LinkedHashMap<>(entries);
    others.forEach(entry -> byRef.putIfAbsent(entry.ref(), entry));
    return new Inventory(byRef);
  }

  /** The form of a status: {@code [{id, v}, …]}. */
  public List<Map<String, String>> toStatus() {
    return entries.values().stream()
        .map(entry -> Map.of("id", entry.id(), "v", entry.version()))
        .toList();
  }
}
