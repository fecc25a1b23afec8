package dev.millrace.git.remote;

import org.jspecify.annotations.Nullable;

/** How much a fetch brings. */
enum Extent {
  /** The newest commit with its files. */
  SNAPSHOT(true, null),
  /** The newest commit with its folders, without files where the server can leave them out. */
  NEWEST_FOLDERS(true, "blob:none"),
  /** The newest commit, without folders and files where the server can leave them out. */
  NEWEST_COMMIT(true, "tree:0"),
  /** All commits, without folders and files. */
  HISTORY_OF_COMMITS(false, "tree:0"),
  /** Everything. */
  HISTORY(false, null);

  private final boolean newestOnly;
  private final @Nullable String filter;

  Extent(boolean newestOnly, @Nullable String filter) {
    this.newestOnly = newestOnly;
    this.filter = filter;
  }

  boolean newestOnly() {
    return newestOnly;
  }

  /** What the server is asked to leave out, in the words of Git; null for nothing. */
  @Nullable String filter() {
    return filter;
  }

  /** Whether the server is asked to leave something out, which not every server can. */
  boolean isPartial() {
    return filter != null;
  }

  /** As many commits, with their folders and files. */
  Extent withFiles() {
    return newestOnly ? SNAPSHOT : HISTORY;
  }
}
