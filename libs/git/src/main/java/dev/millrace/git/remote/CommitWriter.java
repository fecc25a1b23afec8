package dev.millrace.git.remote;

import dev.millrace.git.GitException;
import dev.millrace.git.GitException.Reason;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;

/** Makes commits in the object store, without a work tree. */
final class CommitWriter {
  private CommitWriter() {}

  /** Writes the objects of a commit and returns its id. */
  static ObjectId write(Repository repository, ObjectId parent, ObjectId root, CommitDraft draft)
      throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId tree = tree(repository, root, draft.changes(), inserter);
      if (tree.equals(root)) {
        throw new GitException(Reason.OTHER, "the commit would change nothing");
      }
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(tree);
      commit.setParentId(parent);
      commit.setAuthor(ident(draft.author()));
      commit.setCommitter(ident(draft.author()));
      commit.setMessage(draft.message());
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id;
    }
  }

  private static ObjectId tree(
      Repository repository, ObjectId root, Map<String, byte[]> changes, ObjectInserter inserter)
      throws IOException {
    DirCache index = DirCache.newInCore();
    try (ObjectReader reader = repository.newObjectReader()) {
      DirCacheBuilder builder = index.builder();
      builder.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, root);
      builder.finish();
    }
    Map<String, ObjectId> blobs = new HashMap<>();
    for (Map.Entry<String, byte[]> change : changes.entrySet()) {
      if (index.getEntry(change.getKey()) == null) {
        throw new GitException(
            Reason.OTHER, "the file '%s' does not exist".formatted(change.getKey()));
      }
      blobs.put(change.getKey(), inserter.insert(Constants.OBJ_BLOB, change.getValue()));
    }
    DirCacheEditor editor = index.editor();
    blobs.forEach((path, blob) -> editor.add(new Replacement(path, blob)));
    editor.finish();
    return index.writeTree(inserter);
  }

  private static PersonIdent ident(Person person) {
    return new PersonIdent(person.name(), person.email(), person.when(), ZoneOffset.UTC);
  }

  /** Gives a file other content and leaves its mode alone. */
  private static final class Replacement extends DirCacheEditor.PathEdit {
    private final ObjectId blob;

    Replacement(String path, ObjectId blob) {
      super(path);
      this.blob = blob;
    }

    @Override
    public void apply(DirCacheEntry entry) {
      entry.setObjectId(blob);
    }
  }
}
