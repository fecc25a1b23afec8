package dev.millrace.git.store;

import java.util.Set;
import org.eclipse.jgit.internal.storage.dfs.DfsReader;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/** A reader that knows where history was cut off, so that walks end there. */
final class ShallowReader extends DfsReader {
  private final PackStore store;

  ShallowReader(PackStore store) {
    super(store);
    this.store = store;
  }

  @Override
  public Set<ObjectId> getShallowCommits() {
    return store.getShallowCommits();
  }

  @Override
  public ObjectReader newReader() {
    return new ShallowReader(store);
  }
}
