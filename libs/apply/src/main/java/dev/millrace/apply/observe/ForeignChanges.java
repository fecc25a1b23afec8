package dev.millrace.apply.observe;

import dev.millrace.apply.drift.FieldChange;
import dev.millrace.apply.drift.SecretMask;
import dev.millrace.apply.object.JsonPointer;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.ownership.AppliedState;
import dev.millrace.apply.ownership.FieldManager;
import dev.millrace.apply.ownership.FieldPaths;
import dev.millrace.apply.ownership.FieldSet;
import dev.millrace.apply.ownership.ManagedFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tells which fields of an object somebody else changed, and who. */
final class ForeignChanges {

  /** More fields than this help nobody. */
  private static final int MAX_FIELDS = 20;

  private final String manager;
  private final List<FieldManager> foreign;

  ForeignChanges(String manager, List<FieldManager> foreign) {
    this.manager = manager;
    this.foreign = foreign;
  }

  /**
   * What somebody changed.
   *
   * @param ignored fields that nobody minds
   * @return empty if all that was changed is ignored
   */
  Optional<List<FieldChange>> changes(
      Optional<AppliedState> expected, KubeObject live, List<JsonPointer> ignored) {
    ManagedFields owners = ManagedFields.of(live);
    SecretMask mask = SecretMask.of(live);
    List<FieldChange> changes = new ArrayList<>();
    expected.ifPresent(state -> addLost(state, live, owners, changes));
    for (ManagedFields.Entry entry : owners.entries()) {
      if (new ManagedFields(List.of(entry)).hasAnyOf(foreign)) {
        addForeign(entry, live, changes);
      }
    }
    List<FieldChange> minded =
        changes.stream()
            .filter(change -> ignored.stream().noneMatch(change.path()::startsWith))
            .toList();
    return minded.isEmpty() && !changes.isEmpty()
        ? Optional.empty()
        : Optional.of(minded.stream().limit(MAX_FIELDS).map(mask::mask).toList());
  }

  private void addLost(
      AppliedState expected, KubeObject live, ManagedFields owners, List<FieldChange> changes) {
    FieldSet owned =
        owners.appliedBy(manager).map(ManagedFields.Entry::fields).orElse(FieldSet.none());
    for (List<String> path : expected.fields().minus(owned).leaves()) {
      Optional<JsonPointer> before = FieldPaths.pointer(expected.values(), path);
      Optional<JsonPointer> after =
          FieldPaths.pointer(live.tree(), path).filter(place -> place.isIn(live.tree()));
      if (before.isPresent()) {
        changes.add(
            new FieldChange(
                after.isPresent() ? FieldChange.Kind.CHANGED : FieldChange.Kind.REMOVED,
                after.orElse(before.get()),
                before.get().get(expected.values()),
                after.map(place -> place.get(live.tree())).orElse(null),
                ownerOf(path, owners)));
      }
    }
  }

  private void addForeign(ManagedFields.Entry entry, KubeObject live, List<FieldChange> changes) {
    for (List<String> path : entry.fields().leaves()) {
      FieldPaths.pointer(live.tree(), path)
          .filter(place -> changes.stream().noneMatch(change -> change.path().equals(place)))
          .ifPresent(
              place ->
                  changes.add(
                      new FieldChange(
                          FieldChange.Kind.ADDED,
                          place,
                          null,
                          place.get(live.tree()),
                          entry.manager())));
    }
  }

  /** Who owns the field now; for a field that is gone, who changed the object last. */
  private String ownerOf(List<String> path, ManagedFields owners) {
    return owners.entries().stream()
        .filter(entry -> entry.fields().touches(path))
        .findFirst()
        .or(
            () ->
                owners.entries().stream()
                    .filter(entry -> !entry.manager().equals(manager))
                    .filter(entry -> entry.subresource().isEmpty())
                    .max(Comparator.comparing(ManagedFields.Entry::time)))
        .map(ManagedFields.Entry::manager)
        .orElse("");
  }
}
