package dev.millrace.controller.notification.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    log.owed().forEach(this::enqueue);
  }

  /** How many deliveries are owed. */
  public int size() {
    return owed.get();
  }

  /**
   * Takes deliveries; when this returns they will be made.
   *
   * @throws OutboxFull when too much is owed; none of them was taken then
   * @throws UncheckedIOException when they could not be written down; some may be made nevertheless
   */
  public void accept(List<Delivery> deliveries) {
    if (deliveries.isEmpty()) {
      return;
    }
    if (owed.get() + deliveries.size() > settings.most()) {
      throw new OutboxFull("%d deliveries are owed already".formatted(owed.get()));
    }
    try {
      synchronized (log) {
        List<Long> numbers = log.add(deliveries);
        for (int i = 0; i < numbers.size(); i++) {
          enqueue(numbers.get(i), deliveries.get(i));
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

  private void enqueue(long number, Delivery delivery) {
    owed.incrementAndGet();
    synchronized (lanes) {
      Lane lane = lanes.computeIfAbsent(delivery.lane(), _ -> new Lane());
      if (lane.add(number, delivery)) {
        executor.execute(() -> run(delivery.lane(), lane));
      }
    }
  }

  private void run(String name, Lane lane) {
    try {
      while (work.isRunning()) {
        List<Lane.Entry> group = next(name, lane);
        if (group.isEmpty()) {
          return;
        }
        work.deliver(DeliveryGroup.merge(group.stream().map(Lane.Entry::delivery).toList()));
        finish(lane, group);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is delivered next, after its time of waiting for others; nothing when the lane ends. */
  private List<Lane.Entry> next(String name, Lane lane) throws InterruptedException {
    Lane.Entry first;
    synchronized (lanes) {
      first = lane.first();
      if (first == null) {
        lanes.remove(name);
        return List.of();
      }
    }
    work.awaitGroup(first.delivery());
    synchronized (lanes) {
      return lane.firstGroup();
    }
  }

  private void finish(Lane lane, List<Lane.Entry> group) {
    for (Lane.Entry entry : group) {
      try {
        log.remove(entry.number());
      } catch (IOException e) {
        LOG.atError().setCause(e).log("the outbox can't be written; a delivery may be repeated");
      }
    }
    synchronized (lanes) {
      lane.removeAll(group);
    }
    owed.addAndGet(-group.size());
  }
}
