package dev.millrace.git.store;

import dev.millrace.git.GitLimits;
import dev.millrace.safety.LimitExceeded;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jgit.internal.storage.dfs.DfsInserter;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsPackParser;

/** Receives packs within bounds: a remote may announce or contain anything. */
final class BoundedInserter extends DfsInserter {
  private final DfsObjDatabase objects;
  private final GitLimits limits;

  BoundedInserter(DfsObjDatabase objects, GitLimits limits) {
    super(objects);
    this.objects = objects;
    this.limits = limits;
  }

  @Override
  public DfsPackParser newPackParser(InputStream in) {
    var parser = new BoundedParser(in);
    parser.setMaxObjectSizeLimit(limits.objectBytes());
    return parser;
  }

  /** Looks at the announced number of objects before memory is taken for them. */
  private final class BoundedParser extends DfsPackParser {
    BoundedParser(InputStream in) {
      super(objects, BoundedInserter.this, in);
    }

    @Override
    protected void onPackHeader(long announced) throws IOException {
      if (announced > limits.objects()) {
        throw new LimitExceeded("the pack of the remote", limits.objects(), "objects");
      }
      super.onPackHeader(announced);
    }
  }
}
