package dev.millrace.controller.notification.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ServerMetricsTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ServerMetrics metrics = new ServerMetrics(meters, "gotk.event", false);

  @Test
  void putsRequestsIntoTheBucketsOfFlux() {
    metrics.began();
    metrics.ended("POST", "/", 202, TimeUnit.MILLISECONDS.toNanos(30));

    Timer timer = meters.get("gotk.event.http.request.duration").tags("code", "202").timer();
    CountAtBucket[] buckets = timer.takeSnapshot().histogramCounts();
    assertThat(Arrays.stream(buckets).map(bucket -> bucket.bucket(TimeUnit.SECONDS)))
        .containsExactly(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0);
    assertThat(Arrays.stream(buckets).filter(bucket -> bucket.count() > 0).findFirst())
        .hasValueSatisfying(bucket -> assertThat(bucket.bucket(TimeUnit.SECONDS)).isEqualTo(0.05));
  }

  @Test
  void countsRequestsThatAreBeingAnswered() {
    metrics.began();
    metrics.began();
    metrics.ended("POST", "/", 202, 1);

    assertThat(meters.get("gotk.event.http.requests.inflight").gauge().value()).isEqualTo(1);
  }
}
