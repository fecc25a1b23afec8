package dev.millrace.artifact.archive;

import dev.millrace.artifact.ignore.IgnoreRules;
import java.util.SequencedCollection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The files and folders that are to become an archive, in the order of a lexical walk: a folder
 * stands before its content, and siblings are ordered by the UTF-8 bytes of their names. Content is
 * read only when the archive is written. Immutable.
 */
public final class ArchiveTree {
  private static final ArchiveTree EMPTY = new ArchiveTree(newMap());

  private final SortedMap<String, ArchiveEntry> entries;

  private ArchiveTree(SortedMap<String, ArchiveEntry> entries) {
    this.entries = entries;
  }

  /** A tree without anything in it. */
  public static ArchiveTree empty() {
    return EMPTY;
  }

  /** Starts a tree. */
  public static Builder builder() {
    return new Builder();
  }

  /** All entries in the order of the archive; the root itself is not among them. */
  public SequencedCollection<ArchiveEntry> entries() {
    return entries.sequencedValues();
  }

  /** The number of files and folders. */
  public int size() {
    return entries.size();
  }

  /**
   * The tree without the excluded entries. A folder that is excluded does not take its content with
   * it: each path is judged alone, as Flux does.
   */
  public ArchiveTree without(IgnoreRules rules) {
    return matching(entry -> !rules.excludes(entry.path(), entry.isFolder()));
  }

  /** The entries that satisfy a condition. */
  public ArchiveTree matching(Predicate<ArchiveEntry> condition) {
    var kept = newMap();
    entries.forEach(
        (path, entry) -> {
          if (condition.test(entry)) {
            kept.put(path, entry);
          }
        });
    return new ArchiveTree(kept);
  }

  private static TreeMap<String, ArchiveEntry> newMap() {
    return new TreeMap<>(ArchivePaths.WALK_ORDER);
  }

  /** Collects entries; later ones replace earlier ones of the same path. */
  public static final class Builder {
    private final SortedMap<String, ArchiveEntry> entries = newMap();

    private Builder() {}

    /**
     * Adds a file or folder, and the folders above it that are still missing.
     *
     * @throws IllegalArgumentException when a file would have to be a folder too
     */
    public Builder add(ArchiveEntry entry) {
      for (var folder : ArchivePaths.parentsOf(entry.path())) {
        var present = entries.putIfAbsent(folder, ArchiveEntry.folder(folder));
        if (present != null && !present.isFolder()) {
          throw new IllegalArgumentException(
              "'%s' cannot be below '%s', which is a file".formatted(entry.path(), folder));
        }
      }
      var replaced = entries.put(entry.path(), entry);
      if (replaced != null && replaced.isFolder() != entry.isFolder()) {
        throw new IllegalArgumentException(
            "'%s' cannot be both a file and a folder".formatted(entry.path()));
      }
      return this;
    }

    /** Adds all entries of another tree below a folder ({@code ""} for the root). */
    public Builder addAll(ArchiveTree tree, String folder) {
      tree.entries.values().forEach(entry -> add(entry.below(folder)));
      return this;
    }

    /** The finished tree. */
    public ArchiveTree build() {
      var copy = newMap();
      copy.putAll(entries);
      return new ArchiveTree(copy);
    }
  }
}
