package dev.millrace.git.remote;

import java.io.IOException;
import java.time.Instant;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * What a commit says about itself.
 *
 * @param id 40 hexadecimal digits
 * @param signed the object in the form that signatures are made over
 */
public record CommitInfo(
    String id, Person author, Person committer, String message, SignedObject signed) {
  private static final int SHORT_MESSAGE = 50;

  static CommitInfo read(Repository repository, String id) throws IOException {
    try (var walk = new RevWalk(repository)) {
      var commit = walk.parseCommit(ObjectId.fromString(id));
      return new CommitInfo(
          id,
          person(commit.getAuthorIdent()),
          person(commit.getCommitterIdent()),
          commit.getFullMessage(),
          SignedObject.commit(commit.getRawBuffer()));
    }
  }

  private static Person person(PersonIdent ident) {
    return new Person(ident.getName(), ident.getEmailAddress(), ident.getWhenAsInstant());
  }

  /** When the commit was made. */
  public Instant committed() {
    return committer.when();
  }

  /** The first 50 characters of the subject, with dots behind them when there are more. */
  public String shortMessage() {
    var subject = message.lines().findFirst().orElse("");
    if (subject.codePointCount(0, subject.length()) <= SHORT_MESSAGE) {
      return subject;
    }
    return subject.substring(0, subject.offsetByCodePoints(0, SHORT_MESSAGE)) + "...";
  }
}
