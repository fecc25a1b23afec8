package dev.millrace.git.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;

/** Writes objects into a repository as they are, also such as no honest program would write. */
final class RawObjects {
  private final Repository repository;

  RawObjects(Repository repository) {
    this.repository = repository;
  }

  /** An entry of a tree; the mode in octal digits. */
  record Entry(String mode, String name, ObjectId id) {}

  ObjectId insert(int type, byte[] content) {
    try (var inserter = repository.newObjectInserter()) {
      var id = inserter.insert(type, content);
      inserter.flush();
      return id;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  ObjectId blob(String text) {
    return insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
  }

  ObjectId tree(Entry... entries) {
    var raw = new ByteArrayOutputStream();
    for (var entry : entries) {
      raw.writeBytes((entry.mode + " " + entry.name + "\0").getBytes(StandardCharsets.UTF_8));
      var id = new byte[20];
      entry.id.copyRawTo(id, 0);
      raw.writeBytes(id);
    }
    return insert(Constants.OBJ_TREE, raw.toByteArray());
  }

  String commit(ObjectId tree, Instant time) {
    var person = new PersonIdent("Test", "test@example.com", time, ZoneOffset.UTC);
    var commit = new CommitBuilder();
    commit.setTreeId(tree);
    commit.setAuthor(person);
    commit.setCommitter(person);
    commit.setMessage("Test");
    try {
      return insert(Constants.OBJ_COMMIT, commit.build()).name();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
