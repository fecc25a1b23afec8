package dev.millrace.conformance.flux;

import dev.millrace.apply.object.Tree;
import dev.millrace.artifact.archive.ArchiveEntry;
import dev.millrace.artifact.archive.ArchiveTree;
import dev.millrace.artifact.archive.TarGz;
import dev.millrace.artifact.ignore.IgnoreRules;
import dev.millrace.artifact.ignore.SourceIgnore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** The suite {@code sourceignore}: which paths stay out, and what the archive then holds. */
final class SourceIgnoreSuite {

  @Nullable Object answer(Map<String, @Nullable Object> testCase) {
    List<Map<String, @Nullable Object>> paths = new ArrayList<>();
    Tree.list(testCase, "paths").forEach(path -> paths.add(Tree.map(path)));
    boolean bucket = Tree.string(testCase, "kind").equals("Bucket");
    var rules = bucket ? bucketRules(testCase) : treeRules(testCase);
    var excluded = excluded(paths, rules);
    return bucket
        ? Map.of("excluded", excluded)
        : Map.of("excluded", excluded, "archiveEntries", archived(testCase, paths, rules));
  }

  private static List<String> excluded(
      List<Map<String, @Nullable Object>> paths, IgnoreRules rules) {
    var excluded = new ArrayList<String>();
    for (var entry : paths) {
      var path = Tree.string(entry, "path");
      if (rules.excludes(path, isFolder(entry))) {
        excluded.add(path);
      }
    }
    excluded.sort(null);
    return excluded;
  }

  private static IgnoreRules treeRules(Map<String, @Nullable Object> testCase) {
    var files = new TreeMap<String, String>();
    ignoreFiles(testCase).forEach((path, text) -> files.put(folderOf(path), text));
    return SourceIgnore.forTree(files, specIgnore(testCase));
  }

  private static IgnoreRules bucketRules(Map<String, @Nullable Object> testCase) {
    return SourceIgnore.forBucket(
        ignoreFiles(testCase).get(SourceIgnore.FILE_NAME), specIgnore(testCase));
  }

  private static List<String> archived(
      Map<String, @Nullable Object> testCase,
      List<Map<String, @Nullable Object>> paths,
      IgnoreRules rules) {
    var ignoreFiles = ignoreFiles(testCase);
    var tree = ArchiveTree.builder();
    for (var entry : paths) {
      var path = Tree.string(entry, "path");
      var text = ignoreFiles.getOrDefault(path, "x");
      tree.add(
          isFolder(entry)
              ? ArchiveEntry.folder(path)
              : ArchiveEntry.file(path, text.getBytes(StandardCharsets.UTF_8)));
    }
    try {
      return listing(tree.build().without(rules));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> listing(ArchiveTree tree) throws IOException {
    var packed = new ByteArrayOutputStream();
    TarGz.write(tree, packed);
    var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray()));
    var lines = new ArrayList<String>();
    try (var tar = new TarArchiveInputStream(unpacked)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var type = entry.isDirectory() ? "5" : "0";
        var name = entry.getName().replaceAll("/$", "");
        lines.add("%s %o %s".formatted(type, entry.getMode(), name));
      }
    }
    return lines;
  }

  private static Map<String, String> ignoreFiles(Map<String, @Nullable Object> testCase) {
    var files = new TreeMap<String, String>();
    Tree.map(testCase, "ignoreFiles").forEach((path, text) -> files.put(path, (String) text));
    return files;
  }

  private static @Nullable String specIgnore(Map<String, @Nullable Object> testCase) {
    return (String) testCase.get("specIgnore");
  }

  private static String folderOf(String path) {
    return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
  }

  private static boolean isFolder(Map<String, @Nullable Object> path) {
    return Boolean.TRUE.equals(path.get("isDir"));
  }
}
