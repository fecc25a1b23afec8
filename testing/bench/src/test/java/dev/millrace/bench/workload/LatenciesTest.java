package dev.millrace.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  private final Latencies latencies = new Latencies();

  @Test
  void tellsWithinWhichTimeAShareStayed() {
    for (int i = 1; i <= 100; i++) {
      latencies.add(Duration.ofMillis(i));
    }
    assertThat(latencies.within(0.5)).isEqualTo(Duration.ofMillis(50));
    assertThat(latencies.within(0.99)).isEqualTo(Duration.ofMillis(99));
    assertThat(latencies.within(1)).isEqualTo(Duration.ofMillis(100));
    assertThat(latencies.percentiles()).isEqualTo("p50 50 ms, p99 99 ms, worst 100 ms of 100");
  }

  @Test
  void endsOnlyOnceWhatHasBegun() {
    assertThat(latencies.ended("app")).isFalse();
    latencies.began("app");
    assertThat(latencies.ended("app")).isTrue();
    assertThat(latencies.ended("app")).isFalse();
  }
}
