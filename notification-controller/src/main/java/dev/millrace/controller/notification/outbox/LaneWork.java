package dev.millrace.controller.notification.outbox;

import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.runtime.logging.LogLine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one delivery: attempt, pause, attempt again, until it is made or given up. */
final class LaneWork {
  private static final Logger LOG = LoggerFactory.getLogger(LaneWork.class);

  private final Courier courier;
  private final OutboxObserver observer;
  private final Clock clock;
  private final OutboxSettings settings;
  private final Pause pause;
  private volatile boolean running = true;

  LaneWork(
      Courier courier, OutboxObserver observer, Clock clock, OutboxSettings settings, Pause pause) {
    this.courier = courier;
    this.observer = observer;
    this.clock = clock;
    this.settings = settings;
    this.pause = pause;
  }

  boolean isRunning() {
    return running;
  }

  void stop() {
    running = false;
  }

  /** Waits until the window of a delivery for others of its group is over. */
  void awaitGroup(Lane.Entry entry) throws InterruptedException {
    Duration left = Duration.between(clock.instant(), entry.accepted().plus(entry.window()));
    if (!entry.window().isZero() && left.isPositive()) {
      pause.of(left);
    }
  }

  /** Returns when the delivery needs no more attempts. */
  void deliver(Delivery delivery) throws InterruptedException {
    Duration wait = settings.firstPause();
    while (!attempt(delivery)) {
      pause.of(wait);
      Duration doubled = wait.multipliedBy(2);
      wait = doubled.compareTo(settings.longestPause()) > 0 ? settings.longestPause() : doubled;
      if (!running) {
        throw new InterruptedException("the outbox is closed");
      }
    }
  }

  /** Gives a delivery up before any attempt. */
  void refuse(Delivery delivery, String reason) {
    observer.givenUp(delivery, new NotificationFailure(reason));
  }

  private boolean attempt(Delivery delivery) throws InterruptedException {
    try {
      courier.bring(delivery);
      observer.delivered(delivery);
      return true;
    } catch (NotificationFailure e) {
      return isOver(delivery, e);
    } catch (RuntimeException e) {
      LogLine.with("delivery", delivery.id())
          .log(message -> LOG.error(message, e), "a notifier is broken");
      return isOver(delivery, new NotificationFailure("the notifier failed unexpectedly"));
    }
  }

  private boolean isOver(Delivery delivery, NotificationFailure failure) {
    Instant end = delivery.accepted().plus(settings.retention());
    if (failure.isTemporary() && clock.instant().isBefore(end)) {
      observer.failed(delivery, failure);
      return false;
    }
    observer.givenUp(delivery, failure);
    return true;
  }
}
