package dev.millrace.runtime.tracing;

import dev.millrace.runtime.logging.LogKey;
import dev.millrace.runtime.logging.LogLine;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts spans to a collector, many at once. Traces are a help and no record: what can't be
 * delivered is lost, and that is logged, seldom. No run ever waits for it.
 */
final class SpanExport implements SpanSink, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SpanExport.class);
  private static final int MOST_RUNS_WAITING = 1024;
  private static final int MOST_RUNS_AT_ONCE = 128;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);
  private static final int FIRST_FAILURE_CODE = 300;

  /** Wakes the worker. */
  private static final List<Span> NOTHING = List.of();

  private final TraceSettings settings;
  private final HttpClient http;
  private final Duration patience;
  private final BlockingQueue<List<Span>> waiting = new ArrayBlockingQueue<>(MOST_RUNS_WAITING);
  private final AtomicLong lost = new AtomicLong();
  private final Thread worker;
  private volatile boolean closing;
  private boolean reachable = true;

  /**
   * @param patience how long a span waits for others to go with it
   */
  SpanExport(TraceSettings settings, HttpClient http, Duration patience) {
    this.settings = settings;
    this.http = http;
    this.patience = patience;
    this.worker = Thread.ofVirtual().name("traces").start(this::work);
  }

  @Override
  public void accept(List<Span> spans) {
    if (closing || !waiting.offer(spans)) {
      lost.incrementAndGet();
    }
  }

  private void work() {
    try {
      while (!closing || !waiting.isEmpty()) {
        List<Span> spans = gather();
        if (!spans.isEmpty()) {
          send(spans);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** What comes within the patience after the first, until somebody closes. */
  private List<Span> gather() throws InterruptedException {
    List<Span> batch = new ArrayList<>(waiting.take());
    long deadline = System.nanoTime() + patience.toNanos();
    for (int runs = 1; runs < MOST_RUNS_AT_ONCE && !closing; runs++) {
      List<Span> more = waiting.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (more == null || more.isEmpty()) {
        break;
      }
      batch.addAll(more);
    }
    return batch;
  }

  private void send(List<Span> spans) throws InterruptedException {
    try {
      int status = http.send(request(spans), BodyHandlers.discarding()).statusCode();
      note(status < FIRST_FAILURE_CODE, "status " + status);
    } catch (IOException e) {
      note(false, e.getClass().getSimpleName());
    }
  }

  private HttpRequest request(List<Span> spans) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.address())
            .timeout(closing ? LAST_WORDS : TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(OtlpJson.request(settings.resource(), spans)));
    settings.headers().reveal().forEach(request::header);
    return request.build();
  }

  /** Says when it begins to fail and when it works again, not each time. */
  private void note(boolean delivered, String why) {
    if (!delivered && reachable) {
      LogLine.with(LogKey.ERROR, why)
          .log(LOG::warn, "the collector takes no traces; they are lost");
    } else if (delivered && !reachable) {
      LOG.info("the collector takes traces again; those of {} runs did not fit", lost.get());
    }
    reachable = delivered;
  }

  /** Sends what waits, if that goes quickly. */
  @Override
  public void close() {
    closing = true;
    boolean woken = waiting.offer(NOTHING);
    try {
      boolean done = worker.join(LAST_WORDS);
      LOG.debug("traces ended, all sent: {}", woken && done);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
