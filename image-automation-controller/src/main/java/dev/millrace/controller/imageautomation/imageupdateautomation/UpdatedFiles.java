package dev.millrace.controller.imageautomation.imageupdateautomation;

import dev.millrace.controller.imageautomation.setter.FileChange;
import java.util.List;
import java.util.Map;

/**
 * The files that an update changed.
 *
 * @param contents their new content, by path in the repository
 * @param changes what was changed in them
 */
record UpdatedFiles(Map<String, byte[]> contents, List<FileChange> changes) {

  /** Copies the collections. */
  UpdatedFiles {
    contents = Map.copyOf(contents);
    changes = List.copyOf(changes);
  }

  boolean isEmpty() {
    return contents.isEmpty();
  }
}
