package dev.millrace.apply.drift;

import dev.millrace.apply.object.JsonPointer;
import dev.millrace.apply.object.ObjectSelector;
import java.util.List;

/**
 * Fields of some objects that are left to others: differences there are no drift, and they are
 * neither applied nor corrected (FLUX.md 3.3).
 *
 * @param paths the fields; a root stands for the whole object
 * @param target which objects
 */
public record IgnoreRule(List<JsonPointer> paths, ObjectSelector target) {

  /** Copies the list. */
  public IgnoreRule {
    paths = List.copyOf(paths);
  }
}
