package dev.millrace.kustomize.fieldspec;

import dev.millrace.kustomize.resource.Gvk;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** All tables of field specifications that are in effect at one point of a build; immutable. */
public final class FieldTables {
  private final Map<FieldTable, List<FieldSpec>> specs;
  private final List<NameReference> nameReferences;
  private final KindOrder order;
  private final boolean settled;

  /** Tables with these entries; tables that are not named are empty. */
  public FieldTables(
      Map<FieldTable, List<FieldSpec>> specs, List<NameReference> nameReferences, KindOrder order) {
    this(specs, nameReferences, order, false);
  }

  private FieldTables(
      Map<FieldTable, List<FieldSpec>> specs,
      List<NameReference> nameReferences,
      KindOrder order,
      boolean settled) {
    this.specs = new EnumMap<>(FieldTable.class);
    this.specs.putAll(specs);
    this.nameReferences = List.copyOf(nameReferences);
    this.order = order;
    this.settled = settled;
  }

  /** Empty tables with the same order of kinds. */
  public FieldTables empty() {
    return new FieldTables(Map.of(), List.of(), order);
  }

  /** The entries of one table. */
  public List<FieldSpec> get(FieldTable table) {
    return specs.getOrDefault(table, List.of());
  }

  /** Which fields refer to which kinds. */
  public List<NameReference> nameReferences() {
    return nameReferences;
  }

  /** The order in which entries are sorted. */
  public KindOrder order() {
    return order;
  }

  /**
   * Both tables in one, sorted. An entry that an earlier one covers is left out, also when this one
   * is empty: a configured entry for one kind so takes the place of a general one behind it.
   *
   * @throws dev.millrace.kustomize.problem.KustomizeException if entries contradict each other
   */
  public FieldTables merge(FieldTables other) {
    if (other == this || other.isEmpty()) {
      return this;
    }
    if (isEmpty() && other.settled) {
      return other;
    }
    Map<FieldTable, List<FieldSpec>> merged = new EnumMap<>(FieldTable.class);
    for (FieldTable table : FieldTable.values()) {
      List<FieldSpec> both = FieldSpecs.merge(get(table), other.get(table));
      merged.put(table, FieldSpecs.sorted(both, order));
    }
    List<NameReference> references = nameReferences;
    for (NameReference reference : other.nameReferences) {
      references = mergeReference(references, reference);
    }
    return new FieldTables(
        merged, FieldSpecs.sortedBy(references, NameReference::target, order), order, isEmpty());
  }

  /** The same tables, sorted. */
  public FieldTables sorted() {
    Map<FieldTable, List<FieldSpec>> sorted = new EnumMap<>(FieldTable.class);
    specs.forEach((table, list) -> sorted.put(table, FieldSpecs.sorted(list, order)));
    return new FieldTables(
        sorted, FieldSpecs.sortedBy(nameReferences, NameReference::target, order), order);
  }

  private boolean isEmpty() {
    return nameReferences.isEmpty() && specs.values().stream().allMatch(List::isEmpty);
  }

  private static List<NameReference> mergeReference(
      List<NameReference> references, NameReference added) {
    List<NameReference> merged = new ArrayList<>(references.size() + 1);
    boolean found = false;
    for (NameReference known : references) {
      Gvk target = known.target();
      if (target.equals(added.target())) {
        found = true;
        merged.add(
            new NameReference(target, FieldSpecs.merge(known.referrers(), added.referrers())));
      } else {
        merged.add(known);
      }
    }
    if (!found) {
      merged.add(added);
    }
    return merged;
  }
}
