package dev.millrace.controller.source.gitrepository;

import dev.millrace.git.GitLimits;
import dev.millrace.git.remote.GitRemote;
import dev.millrace.git.store.ObjectCache;
import java.nio.file.Path;

/** The step that fetches, wired as in production. */
final class Fetches {
  private static final long CACHE_BYTES = 1 << 24;

  private Fetches() {}

  /**
   * A step with an empty cache.
   *
   * @param folder an existing one
   */
  static FetchCommit into(Path folder, RecentAnswers answers) {
    ObjectCache cache = new ObjectCache(folder, GitLimits.defaults(), CACHE_BYTES);
    return new FetchCommit(access -> new GitRemote(access, cache), answers);
  }
}
