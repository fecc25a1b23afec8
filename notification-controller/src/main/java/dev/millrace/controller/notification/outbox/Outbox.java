package dev.millrace.controller.notification.outbox;

import dev.millrace.runtime.logging.LogKey;
import dev.millrace.runtime.logging.LogLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes deliveries and makes them, each at least once. Those to one Provider are made one after the
 * other, in order; a Provider that is down holds up nobody else.
 */
public final class Outbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  private final OutboxSettings settings;
  private final DeliveryLog log;
  private final LaneWork work;
  private final Executor executor;
  private final Map<String, Lane> lanes = new HashMap<>();
  private final AtomicInteger owed = new AtomicInteger();

  private Outbox(OutboxSettings settings, DeliveryLog log, LaneWork work, Executor executor) {
    this.settings = settings;
    this.log = log;
    this.work = work;
    this.executor = executor;
  }

  /**
   * Opens the outbox; nothing is delivered before {@link #start}.
   *
   * @param executor runs one task for each Provider that has something to get
   * @throws UncheckedIOException when the folder of the log can't be used
   */
  public static Outbox open(
      OutboxSettings settings,
      Courier courier,
      OutboxObserver observer,
      Clock clock,
      Executor executor) {
    try {
      Path folder = settings.folder();
      DeliveryLog log = folder == null ? new MemoryLog() : FileLog.open(folder);
      LaneWork work = new LaneWork(courier, observer, clock, settings, Pause.SLEEP);
      return new Outbox(settings, log, work, executor);
    } catch (IOException e) {
      throw new UncheckedIOException("the outbox can't be opened", e);
    }
  }

  /** Goes on with what was owed when the process ended last. */
  public void start() {
    for (long number : log.owed()) {
      owed.incrementAndGet();
      read(number)
          .ifPresentOrElse(
              delivery -> enqueue(Lane.Entry.of(number, delivery), delivery.lane()),
              () -> forget(number));
    }
  }

  /** How many deliveries are owed. */
  public int size() {
    return owed.get();
  }

  /** How many bytes are owed. */
  public long bytes() {
    return log.bytes();
  }

  /**
   * Takes deliveries; when this returns they will be made.
   *
   * @throws OutboxFull when too much is owed; none of them was taken then
   * @throws UncheckedIOException when they could not be written down; none of them was taken then
   */
  public void accept(List<Delivery> deliveries) {
    List<Delivery> writable = new ArrayList<>();
    List<byte[]> contents = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      byte[] content = DeliveryJson.bytes(delivery);
      if (content.length > LogEntry.LIMIT) {
        work.refuse(delivery, "the notification is larger than %d bytes".formatted(LogEntry.LIMIT));
      } else {
        writable.add(delivery);
        contents.add(content);
      }
    }
    if (!writable.isEmpty()) {
      requireRoom(contents);
      write(writable, contents);
    }
  }

  private void requireRoom(List<byte[]> contents) {
    long bytes = contents.stream().mapToLong(content -> content.length).sum();
    if (owed.get() + contents.size() > settings.most()
        || log.bytes() + bytes > settings.mostBytes()) {
      throw new OutboxFull(
          "%d deliveries with %d bytes are owed already".formatted(owed.get(), log.bytes()));
    }
  }

  private void write(List<Delivery> deliveries, List<byte[]> contents) {
    try {
      synchronized (log) {
        List<Long> numbers = log.add(contents);
        for (int i = 0; i < numbers.size(); i++) {
          owed.incrementAndGet();
          Delivery delivery = deliveries.get(i);
          enqueue(Lane.Entry.of(numbers.get(i), delivery), delivery.lane());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the outbox can't be written", e);
    }
  }

  @Override
  public void close() {
    work.stop();
    try {
      log.close();
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("the outbox was not closed properly");
    }
  }

  private void enqueue(Lane.Entry entry, String name) {
    synchronized (lanes) {
      Lane lane = lanes.computeIfAbsent(name, _ -> new Lane());
      if (lane.add(entry)) {
        executor.execute(() -> run(name, lane));
      }
    }
  }

  private void run(String name, Lane lane) {
    try {
      while (work.isRunning()) {
        List<Long> group = next(name, lane);
        if (group.isEmpty()) {
          return;
        }
        List<Delivery> told =
            group.stream()
                .limit(DeliveryGroup.MOST_LINES)
                .flatMap(number -> read(number).stream())
                .toList();
        if (!told.isEmpty()) {
          work.deliver(DeliveryGroup.merge(told, group.size()));
        }
        finish(lane, group);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is delivered next, after its time of waiting for others; nothing when the lane ends. */
  private List<Long> next(String name, Lane lane) throws InterruptedException {
    Lane.Entry first;
    synchronized (lanes) {
      first = lane.first();
      if (first == null) {
        lanes.remove(name);
        return List.of();
      }
    }
    work.awaitGroup(first);
    synchronized (lanes) {
      return lane.firstGroup();
    }
  }

  /** A delivery that is owed; empty when it can't be read, which ends nobody else's. */
  private Optional<Delivery> read(long number) {
    try {
      return Optional.of(DeliveryJson.read(log.read(number)));
    } catch (IOException e) {
      LogLine.with("number", number)
          .and(LogKey.ERROR, e.getMessage())
          .log(LOG::error, "an entry of the outbox can't be read and is skipped");
      return Optional.empty();
    }
  }

  private void finish(Lane lane, List<Long> group) {
    group.forEach(this::forget);
    synchronized (lanes) {
      lane.removeAll(group);
    }
  }

  private void forget(long number) {
    try {
      log.remove(number);
    } catch (IOException e) {
      LOG.atError().setCause(e).log("the outbox can't be written; a delivery may be repeated");
    }
    owed.decrementAndGet();
  }
}
