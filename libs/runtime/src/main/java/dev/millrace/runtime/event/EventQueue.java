package dev.millrace.runtime.event;

import dev.millrace.runtime.logging.LogKey;
import dev.millrace.runtime.logging.LogLine;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the waiting for a sink away from reconcilers: events queue up to a bound and go out one
 * after the other, news of progress together with what follows it if the sink is given that
 * patience. When the queue is full the newest event is lost, and that is logged.
 */
final class EventQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);

  private final BlockingQueue<EventMessage> queue;
  private final EventSink sink;
  private final Duration patience;
  private final AtomicLong lost = new AtomicLong();
  private final Thread[] workers;

  /**
   * @param capacity how many events may wait
   * @param workers how many deliveries may be under way at once
   * @param patience how long news of progress waits for more (see {@link EventGathering}); with
   *     more than one worker only what the same one took is joined
   */
  EventQueue(String name, int capacity, int workers, Duration patience, EventSink sink) {
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.sink = sink;
    this.patience = patience;
    this.workers = new Thread[workers];
    for (int i = 0; i < workers; i++) {
      this.workers[i] = Thread.ofVirtual().name(name + "-" + i).start(this::work);
    }
  }

  /** Whether there was room; what finds none is lost. */
  boolean offer(EventMessage message) {
    boolean waits = queue.offer(message);
    if (!waits) {
      LogLine.with(LogKey.ERROR, lost.incrementAndGet() + " lost so far")
          .log(LOG::warn, "an event was dropped because too many are waiting");
    }
    return waits;
  }

  private void work() {
    EventGathering gathering = new EventGathering(patience, System::nanoTime);
    try {
      while (true) {
        for (EventMessage message : next(gathering)) {
          deliver(message);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private List<EventMessage> next(EventGathering gathering) throws InterruptedException {
    OptionalLong nanos = gathering.nanosUntilDue();
    if (nanos.isEmpty()) {
      return gathering.add(queue.take());
    }
    EventMessage news = queue.poll(nanos.getAsLong(), TimeUnit.NANOSECONDS);
    return news == null ? gathering.due() : gathering.add(news);
  }

  private void deliver(EventMessage message) throws InterruptedException {
    try {
      sink.deliver(message);
    } catch (RuntimeException e) {
      LOG.error("delivering an event met a bug", e);
    }
  }

  @Override
  public void close() {
    for (Thread worker : workers) {
      worker.interrupt();
    }
  }
}
