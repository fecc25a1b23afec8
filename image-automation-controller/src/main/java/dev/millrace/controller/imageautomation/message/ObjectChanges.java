package dev.millrace.controller.imageautomation.message;

import dev.millrace.controller.imageautomation.setter.FileChange;
import dev.millrace.controller.imageautomation.setter.FileChange.Change;
import dev.millrace.controller.imageautomation.setter.FileChange.ObjectIdentity;
import dev.millrace.gotemplate.value.GoMap;
import dev.millrace.gotemplate.value.GoSlice;
import dev.millrace.gotemplate.value.GoType;
import dev.millrace.gotemplate.value.ValueKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The changes of objects, by object: a map whose keys have a kind, a name and so on. */
final class ObjectChanges extends GoMap implements ValueKeys {
  private static final long serialVersionUID = 1L;

  private static final String IDENTIFIER = "update.ObjectIdentifier";
  private static final GoType CHANGES = GoType.sliceOf(GoType.struct("update.Change"));
  static final GoType TYPE =
      GoType.defined("update.ObjectChanges", GoType.mapOf(GoType.struct(IDENTIFIER), CHANGES));

  private final transient Map<String, ObjectIdentity> keys;

  private ObjectChanges(Map<String, ObjectIdentity> keys, Map<String, GoSlice> changes) {
    super(TYPE, changes);
    this.keys = keys;
  }

  /** The changes of some files; of equal changes of an object only the first is kept. */
  static ObjectChanges of(Collection<FileChange> files) {
    Map<String, ObjectIdentity> keys = new LinkedHashMap<>();
    Map<String, List<Change>> changes = new LinkedHashMap<>();
    for (FileChange file : files) {
      String key = sortKey(file.object());
      keys.put(key, file.object());
      List<Change> found = changes.computeIfAbsent(key, _ -> new ArrayList<>());
      file.changes().stream().filter(change -> !found.contains(change)).forEach(found::add);
    }
    Map<String, GoSlice> slices = new LinkedHashMap<>();
    changes.forEach((key, list) -> slices.put(key, slice(list)));
    return new ObjectChanges(keys, slices);
  }

  /** A slice of changes. */
  static GoSlice slice(List<Change> changes) {
    return GoSlice.of(CHANGES, changes.stream().map(ObjectChanges::change).toList());
  }

  private static FieldsOnly change(Change change) {
    return new FieldsOnly("update.Change")
        .with("OldValue", change.oldValue())
        .with("NewValue", change.newValue())
        .with("Setter", change.setter());
  }

  /** Go visits keys that are structs in the order of their fields. */
  private static String sortKey(ObjectIdentity object) {
    return String.join("\0", object.apiVersion(), object.kind(), object.name(), object.namespace());
  }

  @Override
  public Object keyOf(String stored) {
    ObjectIdentity object = keys.get(stored);
    if (object == null) {
      throw new IllegalArgumentException("no object is stored under this key");
    }
    return new FieldsOnly(IDENTIFIER)
        .with("APIVersion", object.apiVersion())
        .with("Kind", object.kind())
        .with("Name", object.name())
        .with("Namespace", object.namespace());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
