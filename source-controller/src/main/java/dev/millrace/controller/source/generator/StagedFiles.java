package dev.millrace.controller.source.generator;

import dev.millrace.artifact.archive.ArchiveEntry;
import dev.millrace.artifact.archive.ArchiveTree;
import dev.millrace.artifact.archive.UnpackLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Files and folders by path: a source that is looked through, or an artifact in the making. */
final class StagedFiles {
  private final NavigableMap<String, ArchiveEntry> entries = new TreeMap<>();

  /** What is in an archive, with all the folders that its paths imply. */
  static StagedFiles of(ArchiveTree tree) {
    StagedFiles files = new StagedFiles();
    for (ArchiveEntry entry : tree.entries()) {
      files.addFoldersAbove(entry.path());
      files.entries.put(entry.path(), entry);
    }
    return files;
  }

  private void addFoldersAbove(String path) {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      String folder = path.substring(0, slash);
      entries.putIfAbsent(folder, ArchiveEntry.folder(folder));
    }
  }

  /** All paths in order, folders included. */
  List<String> paths() {
    return List.copyOf(entries.keySet());
  }

  /** What is at a path; the root is a folder. */
  Optional<ArchiveEntry> at(String path) {
    return Optional.ofNullable(entries.get(path));
  }

  boolean isFolder(String path) {
    return path.isEmpty() || at(path).filter(ArchiveEntry::isFolder).isPresent();
  }

  /** What lies below a folder, at any depth. */
  List<ArchiveEntry> below(String folder) {
    if (folder.isEmpty()) {
      return new ArrayList<>(entries.values());
    }
    SortedMap<String, ArchiveEntry> inside = entries.subMap(folder + "/", folder + "0");
    return new ArrayList<>(inside.values());
  }

  /**
   * Puts an entry at a path.
   *
   * @throws BuildException if a file is where a folder has to be, or the other way round
   */
  void put(String path, ArchiveEntry entry) throws BuildException {
    if (path.isEmpty()) {
      return; // the root is always there
    }
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      Optional<ArchiveEntry> above = at(path.substring(0, slash));
      if (above.isPresent() && !above.get().isFolder()) {
        throw new BuildException("'%s' is a file, not a folder".formatted(above.get().path()));
      }
    }
    Optional<ArchiveEntry> there = at(path);
    if (there.isPresent() && there.get().isFolder() != entry.isFolder()) {
      throw new BuildException("'%s' is both a file and a folder".formatted(path));
    }
    if (entries.size() >= UnpackLimits.forArtifacts().maxEntries()) {
      throw new BuildException(
          "the artifact has more than %d files"
              .formatted(UnpackLimits.forArtifacts().maxEntries()));
    }
    addFoldersAbove(path);
    entries.put(path, new ArchiveEntry(path, entry.kind(), entry.content()));
  }

  ArchiveTree tree() {
    ArchiveTree.Builder tree = ArchiveTree.builder();
    entries.values().forEach(tree::add);
    return tree.build();
  }

  /** Files only, by path. */
  Map<String, ArchiveEntry> files() {
    Map<String, ArchiveEntry> files = new TreeMap<>(entries);
    files.values().removeIf(ArchiveEntry::isFolder);
    return files;
  }
}
