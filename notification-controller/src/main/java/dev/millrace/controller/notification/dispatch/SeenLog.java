package dev.millrace.controller.notification.dispatch;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Which events were seen and when, as lines of a file, so that the end of the process does not make
 * old events new. Losing its last lines does no harm: what they tell of is told once more.
 */
final class SeenLog implements AutoCloseable {
  private static final String FILE = "seen.log";
  private static final String NEXT = "seen.log.next";
  private static final int WORTH_REWRITING = 1_000;
  private static final int MOST_LINES = 1_000_000;

  private final Path folder;
  private Writer file;
  private int lines;

  private SeenLog(Path folder, Writer file) {
    this.folder = folder;
    this.file = file;
  }

  /**
   * Opens the log in a folder, or starts one.
   *
   * @throws IOException when the folder can't be used
   */
  static SeenLog open(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new SeenLog(folder, append(folder.resolve(FILE)));
  }

  /** What was seen since a time, the oldest first; lines that make no sense are passed over. */
  SequencedMap<String, Instant> since(Instant limit) throws IOException {
    SequencedMap<String, Instant> seen = new LinkedHashMap<>();
    try (BufferedReader in = Files.newBufferedReader(folder.resolve(FILE))) {
      String line = in.readLine();
      while (line != null && lines < MOST_LINES) {
        lines++;
        read(line, limit, seen);
        line = in.readLine();
      }
    }
    return seen;
  }

  private static void read(String line, Instant limit, Map<String, Instant> seen) {
    int space = line.indexOf(' ');
    if (space < 0) {
      return;
    }
    try {
      Instant time = Instant.parse(line.substring(0, space));
      if (!time.isBefore(limit)) {
        seen.put(line.substring(space + 1), time);
      }
    } catch (DateTimeException _) {
      // What a crash left of a line.
    }
  }

  /**
   * Remembers an event.
   *
   * @param live all that is remembered now; the file holds little more
   */
  void add(String key, Instant time, Map<String, Instant> live) throws IOException {
    write(file, key, time);
    file.flush();
    lines++;
    if (lines > WORTH_REWRITING + 2 * live.size()) {
      rewrite(live);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void rewrite(Map<String, Instant> live) throws IOException {
    Path next = folder.resolve(NEXT);
    Files.deleteIfExists(next);
    try (Writer replacement = append(next)) {
      for (Map.Entry<String, Instant> each : live.entrySet()) {
        write(replacement, each.getKey(), each.getValue());
      }
    }
    file.close();
    Files.move(next, folder.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
    file = append(folder.resolve(FILE));
    lines = live.size();
  }

  private static void write(Writer out, String key, Instant time) throws IOException {
    out.write(time + " " + key + "\n");
  }

  private static BufferedWriter append(Path path) throws IOException {
    return Files.newBufferedWriter(
        path, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
