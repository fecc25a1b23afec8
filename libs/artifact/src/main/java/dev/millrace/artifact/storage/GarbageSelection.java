package dev.millrace.artifact.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Chooses the files of one object that may go: all that are older than the TTL, and then the oldest
 * until no more than the allowed number remain. The current file, links and lock files are never
 * chosen. Looks at {@value #MAX_FILES} files at most.
 */
final class GarbageSelection {
  static final int MAX_FILES = 1000;

  /** After this a file that was never published can only be the rest of a crash. */
  private static final Duration ABANDONED = Duration.ofHours(1);

  private final Retention retention;
  private final Clock clock;

  GarbageSelection(Retention retention, Clock clock) {
    this.retention = retention;
    this.clock = clock;
  }

  private record Aged(Path file, Instant modified) {}

  /** The files to delete, oldest first. */
  List<Path> select(Path folder, String currentName) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    var files = filesIn(folder);
    var oldest = clock.instant().minus(retention.ttl());
    var garbage = new ArrayList<Path>();
    int remaining = files.size();
    for (var candidate : files) {
      boolean current = candidate.file.endsWith(currentName);
      boolean expired = candidate.modified.isBefore(oldest);
      if (!current && (expired || remaining > retention.records())) {
        garbage.add(candidate.file);
        remaining--;
      }
    }
    return garbage;
  }

  private List<Aged> filesIn(Path folder) throws IOException {
    var files = new ArrayList<Aged>();
    try (Stream<Path> content = Files.list(folder)) {
      for (var file : (Iterable<Path>) content.limit(MAX_FILES)::iterator) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          files.add(new Aged(file, Files.getLastModifiedTime(file).toInstant()));
        }
      }
    }
    files.removeIf(this::isInUse);
    files.sort(Comparator.comparing(Aged::modified).thenComparing(Aged::file));
    return files;
  }

  /** Lock files, and files that a publish may still be writing. */
  private boolean isInUse(Aged candidate) {
    var name = String.valueOf(candidate.file.getFileName());
    boolean unfinished = name.startsWith(DiskStorage.TEMPORARY_PREFIX);
    boolean abandoned = candidate.modified.isBefore(clock.instant().minus(ABANDONED));
    return name.endsWith(".lock") || (unfinished && !abandoned);
  }
}
