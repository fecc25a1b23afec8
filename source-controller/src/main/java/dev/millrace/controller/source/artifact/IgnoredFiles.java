package dev.millrace.controller.source.artifact;

import static dev.millrace.controller.source.status.SourceReason.SOURCE_IGNORE_ERROR;

import dev.millrace.artifact.archive.ArchiveEntry;
import dev.millrace.artifact.archive.ArchiveTree;
import dev.millrace.artifact.ignore.SourceIgnore;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.safety.BoundedReads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Leaves out what {@code .sourceignore} files and {@code spec.ignore} exclude (FLUX.md 2). */
public final class IgnoredFiles {
  private static final long MAX_IGNORE_FILE_BYTES = 1L << 20;

  private IgnoredFiles() {}

  /** The tree without the ignored files, by the rules found in the tree itself and in the spec. */
  public static ArchiveTree removedFrom(ArchiveTree tree, @Nullable String specIgnore) {
    return tree.without(SourceIgnore.forTree(ignoreFiles(tree), specIgnore));
  }

  private static SortedMap<String, String> ignoreFiles(ArchiveTree tree) {
    SortedMap<String, String> files = new TreeMap<>();
    for (ArchiveEntry entry : tree.entries()) {
      String path = entry.path();
      int slash = path.lastIndexOf('/');
      if (!entry.isFolder() && path.substring(slash + 1).equals(SourceIgnore.FILE_NAME)) {
        files.put(slash < 0 ? "" : path.substring(0, slash), text(entry));
      }
    }
    return files;
  }

  private static String text(ArchiveEntry entry) {
    try (ArchiveEntry.Content content = entry.content().open()) {
      byte[] bytes = BoundedReads.readAll(content.stream(), entry.path(), MAX_IGNORE_FILE_BYTES);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ReconcileFailure(
          SOURCE_IGNORE_ERROR,
          "failed to load source ignore patterns from %s: %s"
              .formatted(entry.path(), e.getMessage()),
          e);
    }
  }
}
