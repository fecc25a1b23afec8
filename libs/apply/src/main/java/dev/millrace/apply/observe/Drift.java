package dev.millrace.apply.observe;

import dev.millrace.apply.drift.FieldChange;
import dev.millrace.apply.object.ObjectRef;
import java.util.List;

/**
 * Somebody else changed a managed object.
 *
 * @param owner whose object it is
 * @param ref which object
 * @param deleted whether it was deleted, or lost the labels of its owner
 * @param fields which fields differ from what was applied, secret values masked; who changed each
 */
public record Drift(String owner, ObjectRef ref, boolean deleted, List<FieldChange> fields) {

  /** Copies the list. */
  public Drift {
    fields = List.copyOf(fields);
  }

  /** Who did it; empty if unknown. */
  public String manager() {
    return fields.isEmpty() ? "" : fields.getFirst().manager();
  }
}
