package dev.millrace.e2e.load;

import dev.millrace.e2e.process.ControllerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;

/**
 * What processes have used since they were started, as the kernel says; needs a {@code /proc}.
 *
 * @param cpu of all of them
 * @param peakMebibytes the most memory that each was ever resident with, added up
 */
record Usage(Duration cpu, long peakMebibytes) {
  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;
  private static final long MILLIS_IN_TICK = 10;

  static Usage of(Collection<ControllerProcess> processes) {
    Duration cpu = Duration.ZERO;
    long peak = 0;
    for (ControllerProcess each : processes) {
      Path folder = Path.of("/proc", Long.toString(each.pid()));
      cpu = cpu.plus(cpu(read(folder.resolve("stat"))));
      peak += peak(read(folder.resolve("status")));
    }
    return new Usage(cpu, peak);
  }

  /** The time that was used since an earlier look, in seconds. */
  String cpuSince(Usage earlier) {
    return "%.2f s".formatted(cpu.minus(earlier.cpu).toMillis() / 1000.0);
  }

  /** The fields behind the name of the program, which may hold spaces. */
  private static Duration cpu(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
    return Duration.ofMillis(ticks * MILLIS_IN_TICK);
  }

  private static long peak(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
