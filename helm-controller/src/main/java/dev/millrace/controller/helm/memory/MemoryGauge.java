package dev.millrace.controller.helm.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How much memory the control group of this process uses, and how much it may use.
 *
 * @param limit the file with the limit in bytes
 * @param current the file with the use in bytes
 */
public record MemoryGauge(Path limit, Path current) {
  private static final String UNLIMITED = "max";

  /** The usual files: those of control groups of version 2, then of version 1. */
  private static final List<MemoryGauge> USUAL =
      List.of(
          new MemoryGauge(
              Path.of("/sys/fs/cgroup/memory.max"), Path.of("/sys/fs/cgroup/memory.current")),
          new MemoryGauge(
              Path.of("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
              Path.of("/sys/fs/cgroup/memory/memory.usage_in_bytes")));

  /**
   * The gauge of this process.
   *
   * @param limit the file with the limit; empty for the usual one
   * @param current the file with the use; empty for the usual one
   * @throws IllegalArgumentException if a file is not given and none is found
   */
  public static MemoryGauge of(String limit, String current) {
    if (!limit.isEmpty() && !current.isEmpty()) {
      return new MemoryGauge(Path.of(limit), Path.of(current));
    }
    MemoryGauge usual =
        USUAL.stream()
            .filter(each -> Files.isReadable(each.limit) && Files.isReadable(each.current))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the files of the control group are not where they usually are; name them"
                            + " with --oom-watch-max-memory-path and"
                            + " --oom-watch-current-memory-path"));
    return new MemoryGauge(
        limit.isEmpty() ? usual.limit : Path.of(limit),
        current.isEmpty() ? usual.current : Path.of(current));
  }

  /**
   * The limit in bytes.
   *
   * @throws IOException if it can't be read, or there is none
   */
  long readLimit() throws IOException {
    if (text(limit).equals(UNLIMITED)) {
      throw new IOException(
          "the memory of this process is not limited; set resources.limits.memory of its pod, or"
              + " turn the feature gate OOMWatch off");
    }
    return bytes(limit);
  }

  /** The use in bytes. */
  long readCurrent() throws IOException {
    return bytes(current);
  }

  private static long bytes(Path file) throws IOException {
    String text = text(file);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IOException("%s should hold a number of bytes, not '%s'".formatted(file, text), e);
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file).strip();
  }
}
