package dev.millrace.apply.ownership;

import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The owners of an object's fields.
 *
 * @param entries in the order of the object
 */
public record ManagedFields(List<Entry> entries) {

  /** Copies the list. */
  public ManagedFields {
    entries = List.copyOf(entries);
  }

  /** Reads {@code metadata.managedFields}. */
  public static ManagedFields of(KubeObject object) {
    return new ManagedFields(
        Tree.list(object.tree(), "metadata", "managedFields").stream()
            .filter(Map.class::isInstance)
            .map(entry -> new Entry(Tree.map(entry)))
            .toList());
  }

  /**
   * One owner.
   *
   * @param tree the entry as it is in the object
   */
  public record Entry(Map<String, @Nullable Object> tree) {

    public String manager() {
      return Tree.string(tree, "manager");
    }

    public String operation() {
      return Tree.string(tree, "operation");
    }

    public String apiVersion() {
      return Tree.string(tree, "apiVersion");
    }

    /** When the owner last changed something; RFC 3339, empty if unknown. */
    public String time() {
      return Tree.string(tree, "time");
    }

    public String subresource() {
      return Tree.string(tree, "subresource");
    }

    public FieldSet fields() {
      return FieldSet.ofEntry(tree);
    }

    boolean isApplied() {
      return operation().equals(FieldManager.Operation.APPLY.label());
    }

    private Entry with(String field, Object value) {
      Map<String, @Nullable Object> changed = new LinkedHashMap<>(tree);
      changed.put(field, value);
      return new Entry(changed);
    }
  }

  /** What a manager owns by server-side apply of the object itself. */
  public Optional<Entry> appliedBy(String manager) {
    return entries.stream()
        .filter(entry -> entry.isApplied() && entry.manager().equals(manager))
        .filter(entry -> entry.subresource().isEmpty())
        .findFirst();
  }

  /** Whether one of these managers owns anything. */
  public boolean hasAnyOf(List<FieldManager> managers) {
    return entries.stream().anyMatch(entry -> matches(entry, managers));
  }

  /**
   * Gives to one manager all that others own, so that its next apply removes what it does not want
   * (FLUX.md 3.3). Returns nothing if the others own nothing.
   */
  public Optional<ManagedFields> takeOver(List<FieldManager> others, String manager) {
    Entry own = appliedBy(manager).orElse(null);
    boolean changed = false;
    List<Entry> kept = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.equals(own)) {
        continue;
      }
      if (!matches(entry, others)) {
        kept.add(entry);
        continue;
      }
      changed = true;
      own = own == null ? renamed(entry, manager) : united(own, entry);
    }
    if (!changed || own == null) {
      return Optional.empty();
    }
    kept.add(own);
    return Optional.of(new ManagedFields(kept));
  }

  private static boolean matches(Entry entry, List<FieldManager> managers) {
    return managers.stream().anyMatch(manager -> manager.wrote(entry));
  }

  private static Entry renamed(Entry entry, String manager) {
    return entry.with("manager", manager).with("operation", FieldManager.Operation.APPLY.label());
  }

  private static Entry united(Entry own, Entry other) {
    return own.with("fieldsV1", own.fields().union(other.fields()).toTree());
  }

  /**
   * Lets every owner speak of one API version, without which an apply can fail after a definition
   * got fields with defaults in a new version. Returns nothing if all do already.
   */
  public Optional<ManagedFields> migrateTo(String apiVersion) {
    boolean current = entries.stream().allMatch(entry -> entry.apiVersion().equals(apiVersion));
    return current
        ? Optional.empty()
        : Optional.of(
            new ManagedFields(
                entries.stream().map(entry -> entry.with("apiVersion", apiVersion)).toList()));
  }

  /** The form of the object. */
  public List<Map<String, @Nullable Object>> toTree() {
    return entries.stream().map(Entry::tree).toList();
  }
}
