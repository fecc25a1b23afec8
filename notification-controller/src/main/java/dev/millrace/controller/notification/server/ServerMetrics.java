package dev.millrace.controller.notification.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts and times requests under the names that Flux uses. */
public final class ServerMetrics {
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
    this.inFlight = meters.gauge(prefix + ".http.requests.inflight", tags(""), new AtomicInteger());
  }

  void began() {
    inFlight.incrementAndGet();
  }

  void ended(String method, String path, int status, long nanos) {
    inFlight.decrementAndGet();
    Timer.builder(prefix + ".http.request.duration")
        .tags(tags(path).and("method", method, "code", Integer.toString(status)))
        .register(meters)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  private Tags tags(String path) {
    return Tags.of("service", "", "handler", withPath ? path : "");
  }
}
