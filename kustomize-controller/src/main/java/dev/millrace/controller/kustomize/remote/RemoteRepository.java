package dev.millrace.controller.kustomize.remote;

import dev.millrace.git.GitCredentials;
import dev.millrace.git.GitException;
import dev.millrace.git.GitException.Reason;
import dev.millrace.git.GitLimits;
import dev.millrace.git.GitReference;
import dev.millrace.git.GitUrl;
import dev.millrace.git.RemoteAccess;
import dev.millrace.git.remote.GitRemote;
import dev.millrace.git.remote.GitSnapshot;
import dev.millrace.git.remote.RemoteReference;
import dev.millrace.kustomize.remote.GitBase;
import dev.millrace.safety.net.Deadline;
import dev.millrace.safety.net.EgressPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The repository of a base, asked which commit a reference means and for the files of one. */
final class RemoteRepository {
  private static final GitLimits LIMITS =
      new GitLimits(32L << 20, 256L << 20, 32L << 20, 1_000_000, 200_000, 100, 20);
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
  private static final String HEAD = "HEAD";

  private final GitRemote remote;
  private final String ref;

  private RemoteRepository(GitRemote remote, String ref) {
    this.remote = remote;
    this.ref = ref;
  }

  /**
   * The repository of a base; nothing is sent yet.
   *
   * @throws GitException when its address can't be used
   */
  static RemoteRepository of(GitBase base, EgressPolicy egress, Path folder, Deadline deadline)
      throws GitException {
    GitUrl url = GitUrl.parse(base.repository());
    if (url.isSsh()) {
      throw new GitException(
          Reason.INVALID_URL,
          "there is no key for SSH; use https, or a GitRepository with a secretRef");
    }
    Duration left = deadline.left();
    Duration timeout = base.timeout().compareTo(left) < 0 ? base.timeout() : left;
    RemoteAccess access =
        RemoteAccess.of(url, GitCredentials.fromSecret(url, Map.of()))
            .withEgress(egress)
            .withTimeout(timeout);
    return new RemoteRepository(new GitRemote(access, LIMITS, folder), base.ref());
  }

  /** The remote, to fetch more from. */
  GitRemote remote() {
    return remote;
  }

  /**
   * The commit that the reference means now: a commit itself, else a tag, else a branch.
   *
   * @throws GitException when there is none, or the remote can't be asked
   */
  String commit() throws GitException {
    return COMMIT.matcher(ref).matches() ? ref : offered().commit();
  }

  /** Fetches the files of that commit. */
  GitSnapshot fetch() throws GitException {
    if (COMMIT.matcher(ref).matches()) {
      return remote.fetch(new GitReference.Commit(ref, null));
    }
    RemoteReference offered = offered();
    return remote.fetch(
        offered.name().equals(HEAD)
            ? new GitReference.Commit(offered.commit(), null)
            : new GitReference.FullName(offered.name()));
  }

  private RemoteReference offered() throws GitException {
    for (String name : names()) {
      Optional<RemoteReference> offered =
          remote.list(name).stream().filter(each -> each.name().equals(name)).findFirst();
      if (offered.isPresent()) {
        return offered.get();
      }
    }
    throw new GitException(
        Reason.REFERENCE_NOT_FOUND,
        ref.isEmpty()
            ? "the repository has no default branch; name one with ?ref="
            : "the repository has no branch, tag or commit '%s'; commits need all 40 digits"
                .formatted(ref));
  }

  private List<String> names() {
    if (ref.isEmpty() || ref.equals(HEAD)) {
      return List.of(HEAD);
    }
    return ref.startsWith("refs/")
        ? List.of(ref)
        : List.of("refs/tags/" + ref, "refs/heads/" + ref);
  }
}
