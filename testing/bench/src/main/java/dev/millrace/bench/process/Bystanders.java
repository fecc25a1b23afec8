package dev.millrace.bench.process;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * The processor time of those that share the cores with the controllers.
 *
 * @param server the API server with the controllers of Kubernetes
 * @param bench this program
 */
public record Bystanders(Duration server, Duration bench) {
  private static final double NANOS = 1e9;

  /** Where nobody measured it. */
  public static final Bystanders UNKNOWN = new Bystanders(Duration.ZERO, Duration.ZERO);

  /**
   * What they used so far.
   *
   * @param controllers the processes that are measured themselves
   */
  static Bystanders now(Set<Long> controllers) {
    Duration server =
        ProcessHandle.current()
            .children()
            .filter(child -> !controllers.contains(child.pid()))
            .map(Bystanders::cpu)
            .reduce(Duration.ZERO, Duration::plus);
    return new Bystanders(server, cpu(ProcessHandle.current()));
  }

  /** What they used since then. */
  Bystanders since(Bystanders before) {
    return new Bystanders(server.minus(before.server), bench.minus(before.bench));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "the API server used %.1f s of CPU, this program %.1f s",
        server.toNanos() / NANOS,
        bench.toNanos() / NANOS);
  }

  private static Duration cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
