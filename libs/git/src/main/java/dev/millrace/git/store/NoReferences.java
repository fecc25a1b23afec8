package dev.millrace.git.store;

import org.eclipse.jgit.internal.storage.dfs.DfsRefDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsRepository;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.ReflogReader;
import org.eclipse.jgit.util.RefList;

/** A scratch repository is addressed by ids alone. */
final class NoReferences extends DfsRefDatabase {
  NoReferences(DfsRepository repository) {
    super(repository);
  }

  @Override
  protected RefCache scanAllRefs() {
    return new RefCache(RefList.emptyList(), RefList.emptyList());
  }

  @Override
  protected boolean compareAndPut(Ref before, Ref after) {
    return false;
  }

  @Override
  public ReflogReader getReflogReader(Ref reference) {
    throw new UnsupportedOperationException("a scratch repository has no references");
  }

  @Override
  protected boolean compareAndRemove(Ref before) {
    return false;
  }
}
