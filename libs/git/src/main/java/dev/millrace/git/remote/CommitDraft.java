package dev.millrace.git.remote;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A commit to be made on top of another one.
 *
 * @param changes the new content of files, by path; files that do not exist are made, all others
 *     stay as they are
 * @param author who is named as author and committer, and when
 * @param message the whole message
 * @param signer makes the commit's signature, or null
 */
public record CommitDraft(
    Map<String, byte[]> changes, Person author, String message, @Nullable CommitSigner signer) {

  /** Copies the map. */
  public CommitDraft {
    changes = new TreeMap<>(changes);
  }

  /** A commit without signature. */
  public CommitDraft(Map<String, byte[]> changes, Person author, String message) {
    this(changes, author, message, null);
  }

  /** The same with a signature. */
  public CommitDraft signedBy(CommitSigner other) {
    return new CommitDraft(changes, author, message, other);
  }
}
