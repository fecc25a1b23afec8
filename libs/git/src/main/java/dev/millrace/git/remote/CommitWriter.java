package dev.millrace.git.remote;

import dev.millrace.git.GitException;
import dev.millrace.git.GitException.Reason;
import dev.millrace.safety.TreePaths;
import dev.millrace.safety.UnsafePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.GpgSignature;
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
      var signer = draft.signer();
      if (signer != null) {
        var signature = signer.sign(commit.build());
        commit.setGpgSignature(new GpgSignature(signature.getBytes(StandardCharsets.US_ASCII)));
      }
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id;
    }
  }

  private static ObjectId tree(
      Repository repository, ObjectId root, Map<String, byte[]> changes, ObjectInserter inserter)
      throws IOException {
    var plain = new TreeMap<String, byte[]>();
    for (var change : changes.entrySet()) {
      plain.put(plainPath(change.getKey()), change.getValue());
    }
    try (ObjectReader reader = repository.newObjectReader()) {
      return new TreeRewriter(reader, inserter).rewrite(root, plain);
    }
  }

  private static String plainPath(String path) throws UnsafePath {
    var plain = TreePaths.resolve("", path);
    if (plain.isEmpty()) {
      throw new UnsafePath(path, "names no file");
    }
    TreeReader.requireHarmlessPath(plain);
    return plain;
  }

  private static PersonIdent ident(Person person) {
    return new PersonIdent(person.name(), person.email(), person.when(), ZoneOffset.UTC);
  }
}
