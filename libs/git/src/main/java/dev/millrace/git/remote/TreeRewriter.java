package dev.millrace.git.remote;

import dev.millrace.git.GitException;
import dev.millrace.git.GitException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.jspecify.annotations.Nullable;

/** Writes the folders anew that hold changed files; all others stay the same objects. */
final class TreeRewriter {
  private final ObjectReader reader;
  private final ObjectInserter inserter;

  TreeRewriter(ObjectReader reader, ObjectInserter inserter) {
    this.reader = reader;
    this.inserter = inserter;
  }

  /** An entry of a folder. */
  private record Entry(String name, FileMode mode, ObjectId id) {
    /** Git orders folders as if their names ended in a slash. */
    byte[] sortKey() {
      return (mode == FileMode.TREE ? name + "/" : name).getBytes(StandardCharsets.UTF_8);
    }
  }

  /**
   * Applies changes to a folder.
   *
   * @param tree the folder as it is, or null for a new one
   * @param changes new contents by path below the folder
   * @return the folder's new id
   */
  ObjectId rewrite(@Nullable ObjectId tree, SortedMap<String, byte[]> changes) throws IOException {
    var entries = read(tree);
    var below = new TreeMap<String, SortedMap<String, byte[]>>();
    for (var change : changes.entrySet()) {
      int slash = change.getKey().indexOf('/');
      if (slash < 0) {
        changeFile(entries, change.getKey(), change.getValue());
      } else {
        below
            .computeIfAbsent(change.getKey().substring(0, slash), _ -> new TreeMap<>())
            .put(change.getKey().substring(slash + 1), change.getValue());
      }
    }
    for (var folder : below.entrySet()) {
      changeFolder(entries, folder.getKey(), folder.getValue());
    }
    return write(entries);
  }

  private Map<String, Entry> read(@Nullable ObjectId tree) throws IOException {
    var entries = new HashMap<String, Entry>();
    if (tree != null) {
      var parser = new CanonicalTreeParser();
      for (parser.reset(reader, tree); !parser.eof(); parser.next()) {
        var name = parser.getEntryPathString();
        entries.put(name, new Entry(name, parser.getEntryFileMode(), parser.getEntryObjectId()));
      }
    }
    return entries;
  }

  private void changeFile(Map<String, Entry> entries, String name, byte[] content)
      throws IOException {
    var present = entries.get(name);
    if (present != null && present.mode.getObjectType() != Constants.OBJ_BLOB) {
      throw impossible(name, "it is a folder");
    }
    if (present != null && present.mode == FileMode.SYMLINK) {
      throw impossible(name, "it is a symbolic link");
    }
    var mode = present == null ? FileMode.REGULAR_FILE : present.mode;
    var id = inserter.insert(Constants.OBJ_BLOB, content);
    entries.put(name, new Entry(name, mode, id));
  }

  private void changeFolder(
      Map<String, Entry> entries, String name, SortedMap<String, byte[]> changes)
      throws IOException {
    var present = entries.get(name);
    if (present != null && present.mode != FileMode.TREE) {
      throw impossible(name, "it is not a folder");
    }
    var id = rewrite(present == null ? null : present.id, changes);
    entries.put(name, new Entry(name, FileMode.TREE, id));
  }

  private ObjectId write(Map<String, Entry> entries) throws IOException {
    var sorted = new ArrayList<>(entries.values());
    sorted.sort(Comparator.comparing(Entry::sortKey, Arrays::compareUnsigned));
    var formatter = new TreeFormatter();
    sorted.forEach(entry -> formatter.append(entry.name, entry.mode, entry.id));
    return inserter.insert(formatter);
  }

  private static GitException impossible(String name, String reason) {
    return new GitException(
        Reason.MALFORMED, "the file '%s' can't be changed: %s".formatted(name, reason));
  }
}
