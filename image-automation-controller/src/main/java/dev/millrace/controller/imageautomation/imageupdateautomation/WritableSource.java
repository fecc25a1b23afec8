package dev.millrace.controller.imageautomation.imageupdateautomation;

import dev.millrace.api.image.CommitAuthor;
import dev.millrace.git.GitException;
import dev.millrace.git.GitReference;
import dev.millrace.git.remote.CommitDraft;
import dev.millrace.git.remote.GitRemote;
import dev.millrace.git.remote.GitSnapshot;
import dev.millrace.git.remote.Person;
import dev.millrace.git.remote.PushTarget;
import dev.millrace.git.remote.PushTarget.Movement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A Git repository that may be written to.
 *
 * @param remote where it is
 * @param checkout what is changed
 * @param author who is named in commits
 * @param pushBranch the branch that commits go to
 * @param force whether that branch is rebuilt from the checkout each time
 * @param options push options
 */
record WritableSource(
    GitRemote remote,
    GitReference checkout,
    CommitAuthor author,
    String pushBranch,
    boolean force,
    Map<String, String> options) {

  /** Fetches what is to be changed. */
  GitSnapshot fetch() throws GitException {
    return remote.fetch(checkout);
  }

  /** Commits new contents of files and pushes; returns the id of the commit. */
  String push(GitSnapshot base, Map<String, byte[]> contents, String message, Instant now)
      throws GitException {
    Person person = new Person(Objects.requireNonNullElse(author.name(), ""), author.email(), now);
    return remote.push(
        base,
        new CommitDraft(contents, person, message),
        PushTarget.of(
            List.of("refs/heads/" + pushBranch),
            force ? Movement.FORCED : Movement.FROM_BASE,
            options));
  }

  /** A commit on the push branch, as a revision. */
  String revisionOf(String commit) {
    return pushBranch + "@sha1:" + commit;
  }
}
