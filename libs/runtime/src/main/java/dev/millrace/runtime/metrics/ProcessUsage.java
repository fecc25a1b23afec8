package dev.millrace.runtime.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What the process uses, under the names that Prometheus' clients of all languages share; the JVM's
 * own metrics are there beside it. On systems without {@code /proc} there is no memory.
 *
 * <p>Two have names of the Go runtime: Flux's dashboard of its control plane counts controllers and
 * adds up their memory by them.
 */
public final class ProcessUsage implements MeterBinder {
  private static final Path MEMORY = Path.of("/proc/self/statm");
  private static final int PAGE_SIZE = 4096;

  @Override
  public void bindTo(MeterRegistry registry) {
    ProcessHandle self = ProcessHandle.current();
    FunctionCounter.builder("process_cpu_seconds", self, ProcessUsage::cpuSeconds)
        .description("Processor time that the process used.")
        .register(registry);
    Gauge.builder("process_resident_memory_bytes", ProcessUsage::residentBytes)
        .description("Memory that the process holds.")
        .strongReference(true)
        .register(registry);
    Gauge.builder("go_info", () -> 1)
        .description("The runtime of the controller, which is not Go.")
        .tag("version", "java" + Runtime.version().feature())
        .strongReference(true)
        .register(registry);
    Gauge.builder("go_memstats_alloc_bytes", ProcessUsage::heapBytes)
        .description("Memory that objects on the heap take.")
        .strongReference(true)
        .register(registry);
  }

  private static double heapBytes() {
    Runtime runtime = Runtime.getRuntime();
    return (double) runtime.totalMemory() - runtime.freeMemory();
  }

  private static double cpuSeconds(ProcessHandle self) {
    return Seconds.of(self.info().totalCpuDuration().orElse(Duration.ZERO));
  }

  private static double residentBytes() {
    try {
      return Double.parseDouble(Files.readString(MEMORY).split(" ")[1]) * PAGE_SIZE;
    } catch (IOException _) {
      return Double.NaN;
    }
  }
}
