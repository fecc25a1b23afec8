package dev.millrace.git.remote;

/** How much a fetch brings. */
enum Extent {
  /** The newest commit with its files. */
  SNAPSHOT(true, false),
  /** The newest commit, without folders and files where the server can leave them out. */
  NEWEST_COMMIT(true, true),
  /** All commits, without folders and files. */
  HISTORY_OF_COMMITS(false, true),
  /** Everything. */
  HISTORY(false, false);

  private final boolean newestOnly;
  private final boolean commitsOnly;

  Extent(boolean newestOnly, boolean commitsOnly) {
    this.newestOnly = newestOnly;
    this.commitsOnly = commitsOnly;
  }

  boolean newestOnly() {
    return newestOnly;
  }

  boolean commitsOnly() {
    return commitsOnly;
  }

  /** As many commits, with their folders and files. */
  Extent withFiles() {
    return newestOnly ? SNAPSHOT : HISTORY;
  }
}
