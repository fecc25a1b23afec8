package dev.millrace.controller.notification.server;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/** Counts and times requests under the names that Flux uses. */
public final class ServerMetrics {
  /** The bounds of the histogram that Prometheus libraries begin with, which Flux uses. */
  private static final Duration[] BUCKETS =
      LongStream.of(5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry meters;
  private final String prefix;
  private final boolean withPath;
  private final AtomicInteger inFlight;

  /**
   * @param prefix such as {@code gotk.event}
   * @param withPath whether requests are told apart by path
   */
  public ServerMetrics(MeterRegistry meters, String prefix, boolean withPath) {
    this.meters = meters;
    this.prefix = prefix;
    this.withPath = withPath;
    this.inFlight = new AtomicInteger();
    Gauge.builder(prefix + ".http.requests.inflight", inFlight::get)
        .description("Requests that are being answered.")
        .tags(tags(""))
        .register(meters);
  }

  void began() {
    inFlight.incrementAndGet();
  }

  void ended(String method, String path, int status, long nanos) {
    inFlight.decrementAndGet();
    Timer.builder(prefix + ".http.request.duration")
        .description("How long requests took to be answered.")
        .serviceLevelObjectives(BUCKETS)
        .tags(tags(path).and("method", method, "code", Integer.toString(status)))
        .register(meters)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  private Tags tags(String path) {
    return Tags.of("service", "", "handler", withPath ? path : "");
  }
}
