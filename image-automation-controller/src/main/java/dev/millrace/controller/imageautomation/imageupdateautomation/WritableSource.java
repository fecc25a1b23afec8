package dev.millrace.controller.imageautomation.imageupdateautomation;

import dev.millrace.api.image.CommitAuthor;
import dev.millrace.api.image.ImageUpdateAutomationStatus;
import dev.millrace.git.GitException;
import dev.millrace.git.GitReference;
import dev.millrace.git.remote.CommitDraft;
import dev.millrace.git.remote.CommitInfo;
import dev.millrace.git.remote.CommitSigner;
import dev.millrace.git.remote.GitRemote;
import dev.millrace.git.remote.GitSnapshot;
import dev.millrace.git.remote.Person;
import dev.millrace.git.remote.PushTarget.Movement;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A Git repository that may be written to.
 *
 * @param remote where it is
 * @param checkout what is changed
 * @param author who is named in commits
 * @param signer of commits; empty for unsigned ones
 * @param push where commits go
 * @param files which of them to fetch, by path, where the server can leave out others; empty for
 *     all
 */
record WritableSource(
    GitRemote remote,
    GitReference checkout,
    CommitAuthor author,
    Optional<CommitSigner> signer,
    PushPlan push,
    Optional<Predicate<String>> files) {

  /**
   * What a commit is made on.
   *
   * @param movement how the push branch may be moved then
   */
  record Base(GitReference reference, Movement movement) {}

  /** Asks the remote where its branches are; fetches nothing. */
  Heads heads() throws GitException {
    var resolved = remote.resolve(checkout);
    return new Heads(
        resolved.revision(), push.isCheckout() ? Optional.of(resolved.commit()) : pushHead());
  }

  private Optional<String> pushHead() throws GitException {
    try {
      return Optional.of(remote.resolve(new GitReference.Branch(push.branch())).commit());
    } catch (GitException e) {
      if (e.reason() == GitException.Reason.REFERENCE_NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Chooses what the next commit is made on. */
  Base base(Heads heads, ImageUpdateAutomationStatus status) {
    if (push.isCheckout() || heads.pushBranch().isEmpty()) {
      return new Base(checkout, Movement.FROM_BASE);
    }
    return push.rule().adds(isAsWeLeftIt(heads, status))
        ? new Base(new GitReference.Branch(push.branch()), Movement.FROM_BASE)
        : new Base(checkout, push.rule().rebuilding());
  }

  /** Whether neither the checkout nor the push branch moved since our last push. */
  boolean isAsWeLeftIt(Heads heads, ImageUpdateAutomationStatus status) {
    return heads.checkout().equals(status.observedSourceRevision())
        && (push.isCheckout()
            || heads.pushBranch().filter(head -> head.equals(status.lastPushCommit())).isPresent());
  }

  /** Fetches what a commit is made on. */
  GitSnapshot fetch(Base base) throws GitException {
    return files.isPresent()
        ? remote.fetch(base.reference(), files.get())
        : remote.fetch(base.reference());
  }

  /** Makes a commit of new contents of files, which is not pushed yet; returns its id. */
  String commit(GitSnapshot snapshot, Map<String, byte[]> contents, String message, Instant now)
      throws GitException {
    Person person = new Person(Objects.requireNonNullElse(author.name(), ""), author.email(), now);
    CommitDraft draft = new CommitDraft(contents, person, message, signer.orElse(null));
    return remote.commit(snapshot, draft);
  }

  /** Pushes a commit that was made on a snapshot. */
  void push(GitSnapshot snapshot, String commit, Movement movement) throws GitException {
    remote.push(snapshot, commit, push.target(movement));
  }

  /** What a commit says of itself; empty when the push branch does not hold it. */
  Optional<CommitInfo> findPushed(String commit) throws GitException {
    try (GitSnapshot snapshot = remote.fetch(new GitReference.Commit(commit, push.branch()))) {
      return Optional.of(snapshot.commit());
    } catch (GitException e) {
      if (e.reason() == GitException.Reason.REFERENCE_NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The branch that a pull request goes to. */
  String target() {
    return PushPlan.branchOf(checkout).orElse("");
  }

  /** A commit on the push branch, as a revision. */
  String revisionOf(String commit) {
    return push.branch() + "@sha1:" + commit;
  }
}
