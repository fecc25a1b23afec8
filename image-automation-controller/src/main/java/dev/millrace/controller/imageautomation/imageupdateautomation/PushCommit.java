package dev.millrace.controller.imageautomation.imageupdateautomation;

import dev.millrace.api.image.PendingPush;
import dev.millrace.api.meta.Timestamp;
import dev.millrace.git.GitException;
import dev.millrace.git.remote.CommitInfo;
import dev.millrace.git.remote.GitSnapshot;
import dev.millrace.git.remote.PushTarget.Movement;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.reconcile.Lineage;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pushes commits and tells of them. What is about to be pushed is written into the status first:
 * when the controller ends before it can tell, or the server's answer is lost, the next run finds
 * the commit on the branch and tells then.
 */
final class PushCommit {
  private static final int SHORT_ID = 7;

  private final SettledRemotes settled;
  private final Clock clock;

  PushCommit(SettledRemotes settled, Clock clock) {
    this.settled = settled;
    this.clock = clock;
  }

  /** Makes a commit of new contents of files and pushes it; returns what that is called. */
  String push(
      Work work,
      Heads heads,
      GitSnapshot snapshot,
      Movement movement,
      Map<String, byte[]> contents,
      String message)
      throws GitException {
    Instant now = clock.instant();
    String commit = work.source().commit(snapshot, contents, message, now);
    PendingPush push = pending(work, heads, commit, now);
    remember(work, push);
    work.run().checkpoint("pushing commit '%s'".formatted(shortened(commit)));
    try {
      work.run().take("push", () -> work.source().push(snapshot, commit, movement));
    } catch (GitException e) {
      if (saysNo(e.reason())) {
        remember(work, null);
      }
      throw new GitException(e.reason(), "failed to push to remote: " + e.getMessage(), e);
    }
    return arrived(work, push, message);
  }

  /** Finds out what became of a push that nobody has told of, and tells of it if it arrived. */
  void finishLast(Work work) throws GitException {
    PendingPush last = work.run().status().pendingPush();
    if (last == null) {
      return;
    }
    Optional<CommitInfo> found =
        work.run().step("look for the last push", () -> work.source().findPushed(last.commit()));
    if (found.isPresent()) {
      arrived(work, last, found.get().message());
    } else {
      remember(work, null);
    }
  }

  private static PendingPush pending(Work work, Heads heads, String commit, Instant now) {
    WritableSource source = work.source();
    return new PendingPush(
        commit,
        Timestamp.of(now),
        source.push().isCheckout() ? source.revisionOf(commit) : heads.checkout(),
        work.references());
  }

  private String arrived(Work work, PendingPush push, String message) {
    String revision = work.source().revisionOf(push.commit());
    work.run().belongsTo(() -> Lineage.pushing(revision));
    work.run()
        .update(
            status ->
                status.toBuilder()
                    .observedPolicies(push.policies())
                    .observedSourceRevision(push.sourceRevision())
                    .lastPushCommit(push.commit())
                    .lastPushTime(push.time())
                    .pendingPush(null)
                    .build());
    settled.rememberPush(work.run().object(), push.commit());
    String pushed = work.source().push().describe(shortened(push.commit()));
    work.run().fact(Notice.REVISION, revision);
    work.run().tell(Notice.info("Succeeded", pushed + "\n" + message));
    return pushed;
  }

  private static void remember(Work work, @Nullable PendingPush push) {
    work.run().update(status -> status.toBuilder().pendingPush(push).build());
  }

  /** Whether the server is known not to have taken a push; else it may have. */
  private static boolean saysNo(GitException.Reason reason) {
    return reason == GitException.Reason.REMOTE_MOVED
        || reason == GitException.Reason.PUSH_REJECTED;
  }

  private static String shortened(String commit) {
    return commit.substring(0, SHORT_ID);
  }
}
