package dev.millrace.controller.imageautomation.imageupdateautomation;

import dev.millrace.controller.imageautomation.setter.FileChange;
import java.util.List;
import java.util.Map;

/**
 * What an update of files led to.
 *
 * @param contents the new content of files that changed, by path in the repository
 * @param changes what was changed in them
 * @param findings what could not be updated, each in one sentence
 */
record UpdatedFiles(Map<String, byte[]> contents, List<FileChange> changes, List<String> findings) {

  /** Copies the collections. */
  UpdatedFiles {
    contents = Map.copyOf(contents);
    changes = List.copyOf(changes);
    findings = List.copyOf(findings);
  }

  boolean isEmpty() {
    return contents.isEmpty();
  }
}
