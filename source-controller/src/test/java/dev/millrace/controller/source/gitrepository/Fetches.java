package dev.millrace.controller.source.gitrepository;

import dev.millrace.git.GitLimits;
import dev.millrace.git.remote.GitRemote;
import dev.millrace.git.store.ObjectCache;
import java.nio.file.Path;

/** The step that fetches, wired as in production. */
final class Fetches {
  private static final long CACHE_BYTES = 1 << 24;

  private Fetches() {}

  /** A step that keeps what it fetched in an existing folder. */
  static FetchCommit sharing(Path folder, RecentAnswers answers) {
    return step(folder, CACHE_BYTES, answers);
  }

  /** A step that leaves nothing in the folder once its snapshots are closed. */
  static FetchCommit into(Path folder, RecentAnswers answers) {
    return step(folder, 0, answers);
  }

  private static FetchCommit step(Path folder, long maxBytes, RecentAnswers answers) {
    ObjectCache cache = new ObjectCache(folder, GitLimits.defaults(), maxBytes);
    return new FetchCommit(access -> new GitRemote(access, cache), answers);
  }
}
