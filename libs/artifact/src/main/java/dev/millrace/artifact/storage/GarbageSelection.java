package dev.millrace.artifact.storage;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses the files of one object that may go: all that are older than the TTL, and then the oldest
 * until no more than the allowed number remain. The current file is never chosen.
 */
final class GarbageSelection {
  /** As many files of one object are looked at. */
  static final int MAX_FILES = 1000;

  private final Retention retention;
  private final Clock clock;

  GarbageSelection(Retention retention, Clock clock) {
    this.retention = retention;
    this.clock = clock;
  }

  /** A stored artifact of the object. */
  record Aged(String file, Instant modified) {}

  /** The names of the files to delete, oldest first. */
  List<String> select(Collection<Aged> files, String current) {
    var oldest = clock.instant().minus(retention.ttl());
    var garbage = new ArrayList<String>();
    int remaining = files.size();
    for (var candidate : oldestFirst(files)) {
      boolean expired = candidate.modified.isBefore(oldest);
      if (!candidate.file.equals(current) && (expired || remaining > retention.records())) {
        garbage.add(candidate.file);
        remaining--;
      }
    }
    return garbage;
  }

  private static List<Aged> oldestFirst(Collection<Aged> files) {
    return files.stream()
        .sorted(Comparator.comparing(Aged::modified).thenComparing(Aged::file))
        .toList();
  }
}
