package dev.millrace.chaos.play;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The time of day as one process sees it, which can be put forward and back while it runs. A small
 * library that is loaded into the process stands between it and the system's clock.
 */
public final class MovableClock {
  private static final String SOURCE = "clock.c";

  private final Path library;
  private final Path file;

  private MovableClock(Path library, Path file) {
    this.library = library;
    this.file = file;
  }

  /** Compiles the library; empty where there is no compiler, or one that can't. */
  public static Optional<Path> library(Path folder) throws IOException, InterruptedException {
    Path source = folder.resolve(SOURCE);
    try (InputStream text = MovableClock.class.getResourceAsStream(SOURCE)) {
      Files.copy(Objects.requireNonNull(text), source);
    }
    Path library = folder.resolve("clock.so");
    return compile(source, library) ? Optional.of(library) : Optional.empty();
  }

  private static boolean compile(Path source, Path library) throws InterruptedException {
    List<String> command =
        List.of("cc", "-shared", "-fPIC", "-O2", "-o", library.toString(), source.toString());
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException _) {
      return false;
    }
  }

  /** A clock that is right; what moves it is written into a file. */
  static MovableClock at(Path library, Path file) throws IOException {
    MovableClock clock = new MovableClock(library, file);
    clock.move(Duration.ZERO);
    return clock;
  }

  /** What a process has to be started with to see this clock. */
  Map<String, String> environment() {
    return Map.of("LD_PRELOAD", library.toString(), "CHAOS_CLOCK", file.toString());
  }

  /** Puts the clock so far before the true time; back if that is negative. */
  public void move(Duration ahead) throws IOException {
    byte[] seconds =
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.nativeOrder())
            .putLong(ahead.toSeconds())
            .array();
    Files.write(file, seconds, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
