package dev.millrace.controller.source.gitrepository;

import dev.millrace.git.remote.GitRemote;
import dev.millrace.git.remote.GitSnapshot;
import java.util.Optional;

/**
 * What a fetch brought.
 *
 * @param remote where it came from
 * @param fetched empty when the known commit is still the right one
 */
record FetchedCommit(GitRemote remote, Optional<GitSnapshot> fetched) implements AutoCloseable {
  boolean isUnchanged() {
    return fetched.isEmpty();
  }

  /** The files; only when something changed. */
  GitSnapshot snapshot() {
    return fetched.orElseThrow();
  }

  @Override
  public void close() {
    fetched.ifPresent(GitSnapshot::close);
  }
}
