package dev.millrace.git.remote;

import java.util.Map;
import java.util.TreeMap;

/**
 * A commit to be made on top of another one.
 *
 * @param changes the new content of files that exist, by path; all other files stay as they are
 * @param author who is named as author and committer, and when
 * @param message the whole message
 */
public record CommitDraft(Map<String, byte[]> changes, Person author, String message) {

  /** Copies the map. */
  public CommitDraft {
    changes = new TreeMap<>(changes);
  }
}
