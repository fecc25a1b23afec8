package dev.millrace.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProcessUsageTest {
  @Test
  void showsWhatThisProcessUses() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    new ProcessUsage().bindTo(registry);
    assertThat(registry.get("process_cpu_seconds").functionCounter().count()).isPositive();
    double memory = registry.get("process_resident_memory_bytes").gauge().value();
    if (Files.exists(Path.of("/proc/self/statm"))) {
      assertThat(memory).isGreaterThan(10e6);
    }
  }

  @Test
  void isCountedByDashboardsOfFlux() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    new ProcessUsage().bindTo(registry);
    assertThat(registry.get("go_info").tagKeys("version").gauge().value()).isEqualTo(1);
    assertThat(registry.get("go_memstats_alloc_bytes").gauge().value())
        .isBetween(1e6, (double) Runtime.getRuntime().maxMemory());
  }
}
