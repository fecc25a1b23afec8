package dev.millrace.git.remote;

import dev.millrace.git.GitException;
import dev.millrace.git.GitException.Reason;
import dev.millrace.git.GitReference;
import dev.millrace.git.ResolvedReference;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Repository;

/** Finds the commit that a reference means among the references of a remote. */
final class ReferenceResolver {
  private static final String BRANCHES = "refs/heads/";
  private static final String TAGS = "refs/tags/";
  private static final Pattern COMMIT_ID = Pattern.compile("[0-9a-f]{40}");

  private final Failures failures;
  private final SemverTags.CommitTimes commitTimes;

  ReferenceResolver(Failures failures, SemverTags.CommitTimes commitTimes) {
    this.failures = failures;
    this.commitTimes = commitTimes;
  }

  /** What to ask the remote for; a prefix of the names that matter. */
  static String prefix(GitReference wanted) {
    return switch (wanted) {
      case GitReference.Branch(var name) -> BRANCHES + name;
      case GitReference.Tag(var name) -> TAGS + name;
      case GitReference.SemverRange _ -> TAGS;
      case GitReference.FullName(var name) -> name;
      case GitReference.Commit(_, var branch) -> branch == null ? BRANCHES : BRANCHES + branch;
    };
  }

  /**
   * Refuses names that no repository can have, such as {@code refs/../x}, before anything is sent.
   */
  static void requireValid(GitReference wanted) throws GitException {
    boolean valid =
        switch (wanted) {
          case GitReference.Branch(var name) -> Repository.isValidRefName(BRANCHES + name);
          case GitReference.Tag(var name) -> Repository.isValidRefName(TAGS + name);
          case GitReference.FullName(var name) -> Repository.isValidRefName(name);
          case GitReference.SemverRange _ -> true;
          case GitReference.Commit(var id, var branch) ->
              COMMIT_ID.matcher(id).matches()
                  && (branch == null || Repository.isValidRefName(BRANCHES + branch));
        };
    if (!valid) {
      throw new GitException(Reason.INVALID_URL, "invalid Git reference: " + wanted);
    }
  }

  /** Chooses among the references that the remote offers. */
  ResolvedReference resolve(GitReference wanted, List<RemoteReference> offered)
      throws GitException {
    return switch (wanted) {
      case GitReference.Branch(var name) -> named(wanted, BRANCHES + name, offered);
      case GitReference.Tag(var name) -> named(wanted, TAGS + name, offered);
      case GitReference.FullName(var name) -> named(wanted, name, offered);
      case GitReference.SemverRange(var range) -> {
        var tags =
            offered.stream()
                .map(RemoteReference::name)
                .filter(name -> name.startsWith(TAGS))
                .map(name -> name.substring(TAGS.length()))
                .toList();
        yield named(wanted, TAGS + SemverTags.choose(range, tags, commitTimes), offered);
      }
      case GitReference.Commit(var id, var branch) ->
          new ResolvedReference(wanted, branch == null ? "" : BRANCHES + branch, id, null);
    };
  }

  private ResolvedReference named(GitReference wanted, String name, List<RemoteReference> offered)
      throws GitException {
    return offered.stream()
        .filter(reference -> reference.name().equals(name))
        .findFirst()
        .map(found -> new ResolvedReference(wanted, name, found.commit(), found.tagObject()))
        .orElseThrow(
            () ->
                failures.failed(
                    Reason.REFERENCE_NOT_FOUND, "couldn't find remote ref '%s'".formatted(name)));
  }
}
