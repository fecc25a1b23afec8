package dev.millrace.runtime.event;

import dev.millrace.runtime.logging.LogKey;
import dev.millrace.runtime.logging.LogLine;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the waiting for a sink away from reconcilers: events queue up to a bound and go out one
 * after the other. When the queue is full the newest event is lost, and that is logged.
 */
final class EventQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);

  private final BlockingQueue<EventMessage> queue;
  private final EventSink sink;
  private final AtomicLong lost = new AtomicLong();
  private final Thread[] workers;

  /**
   * @param capacity how many events may wait
   * @param workers how many deliveries may be under way at once
   */
  EventQueue(String name, int capacity, int workers, EventSink sink) {
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.sink = sink;
    this.workers = new Thread[workers];
    for (int i = 0; i < workers; i++) {
      this.workers[i] = Thread.ofVirtual().name(name + "-" + i).start(this::work);
    }
  }

  void offer(EventMessage message) {
    if (!queue.offer(message)) {
      LogLine.with(LogKey.ERROR, lost.incrementAndGet() + " lost so far")
          .log(LOG::warn, "an event was dropped because too many are waiting");
    }
  }

  private void work() {
    try {
      while (true) {
        deliver(queue.take());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
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
