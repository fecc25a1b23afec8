package dev.millrace.git.remote;

import dev.millrace.artifact.archive.ArchiveEntry;
import dev.millrace.artifact.archive.ArchiveTree;
import dev.millrace.git.GitException;
import dev.millrace.git.GitException.Reason;
import dev.millrace.git.GitLimits;
import dev.millrace.safety.LimitExceeded;
import dev.millrace.safety.UnsafePath;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * Lists the files of a commit without checking them out. Links are left out, a submodule is an
 * empty folder, and names that could harm whoever unpacks them are refused.
 */
final class TreeReader {
  /** Names that some file systems take for the folder of Git itself. */
  private static final Set<String> FORBIDDEN = Set.of(".git", "git~1");

  private final Repository repository;
  private final GitLimits limits;
  private final PathSelection selection;
  private final ArchiveTree.Builder tree = ArchiveTree.builder();
  private int entries;

  TreeReader(Repository repository, GitLimits limits, PathSelection selection) {
    this.repository = repository;
    this.limits = limits;
    this.selection = selection;
  }

  ArchiveTree read(ObjectId root) throws IOException {
    try (var reader = repository.newObjectReader()) {
      readFolder(reader, root, "", 0);
      return tree.build();
    } catch (IllegalArgumentException e) {
      throw new GitException(
          Reason.MALFORMED, "the commit's tree can't be used: " + e.getMessage(), e);
    }
  }

  private void readFolder(ObjectReader reader, ObjectId id, String folder, int depth)
      throws IOException {
    if (depth > limits.treeDepth()) {
      throw new LimitExceeded("the path '" + folder + "'", limits.treeDepth(), "folders");
    }
    var parser = new CanonicalTreeParser();
    for (parser.reset(reader, id); !parser.eof(); parser.next()) {
      var name = parser.getEntryPathString();
      requireHarmless(name, folder);
      if (++entries > limits.treeEntries()) {
        throw new LimitExceeded("the commit's tree", limits.treeEntries(), "entries");
      }
      var path = folder.isEmpty() ? name : folder + "/" + name;
      readEntry(reader, parser.getEntryFileMode(), parser.getEntryObjectId(), path, depth);
    }
  }

  private void readEntry(ObjectReader reader, FileMode mode, ObjectId id, String path, int depth)
      throws IOException {
    switch (mode.getObjectType()) {
      case Constants.OBJ_TREE -> {
        if (selection.mayHold(path)) {
          addFolder(path);
          readFolder(reader, id, path, depth + 1);
        }
      }
      case Constants.OBJ_COMMIT -> addFolder(path);
      case Constants.OBJ_BLOB -> {
        if (mode != FileMode.SYMLINK && selection.holds(path)) {
          tree.add(file(mode, id, path));
        }
      }
      default ->
          throw new GitException(
              Reason.MALFORMED,
              "the commit's tree holds something unknown at '%s'".formatted(path));
    }
  }

  private void addFolder(String path) {
    if (selection.holds(path)) {
      tree.add(ArchiveEntry.folder(path));
    }
  }

  private ArchiveEntry file(FileMode mode, ObjectId id, String path) {
    var kind =
        mode == FileMode.EXECUTABLE_FILE ? ArchiveEntry.Kind.EXECUTABLE : ArchiveEntry.Kind.FILE;
    return new ArchiveEntry(
        path,
        kind,
        () -> {
          var blob = repository.open(id, Constants.OBJ_BLOB);
          return new ArchiveEntry.Content(blob.getSize(), blob.openStream());
        });
  }

  /** Refuses a path with a name in it that some file systems take for Git's own folder. */
  static void requireHarmlessPath(String path) throws UnsafePath {
    for (var name : path.split("/", -1)) {
      if (isForbidden(name)) {
        throw new UnsafePath(path, "holds a name that is reserved for Git");
      }
    }
  }

  private static boolean isForbidden(String name) {
    var plain = name.toLowerCase(Locale.ROOT).replaceAll("[. ]+$", "");
    return FORBIDDEN.contains(plain) || (name.indexOf('\\') >= 0 && plain.contains(".git"));
  }

  /** One entry is one name; where backslashes separate, it must not lead upwards either. */
  private static boolean isPath(String name) {
    return name.indexOf('/') >= 0 || List.of(name.split("\\\\", -1)).contains("..");
  }

  private static void requireHarmless(String name, String folder) throws GitException {
    if (isForbidden(name) || isPath(name)) {
      throw new GitException(
          Reason.MALFORMED,
          "the commit's tree holds the forbidden name '%s' in folder '%s'".formatted(name, folder));
    }
  }
}
