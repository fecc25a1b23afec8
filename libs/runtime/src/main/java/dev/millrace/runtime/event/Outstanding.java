package dev.millrace.runtime.event;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How much news of each object the notification service has not taken yet, for those who wait for
 * it. Nobody waits while the service does not answer.
 */
final class Outstanding {
  private final Map<String, Integer> waiting = new HashMap<>();
  private boolean unanswered;

  synchronized void add(EventSubject subject) {
    waiting.merge(subject.uid(), 1, Integer::sum);
  }

  /** The service took a piece of news, or it was given up. */
  synchronized void settle(EventSubject subject) {
    waiting.computeIfPresent(subject.uid(), (_, count) -> count > 1 ? count - 1 : null);
    notifyAll();
  }

  /** What the service did when it was asked last. */
  synchronized void answers(boolean answered) {
    unanswered = !answered;
    notifyAll();
  }

  /**
   * Waits until nothing of an object is outstanding or the service fails.
   *
   * @return false if time was up before
   */
  synchronized boolean await(EventSubject subject, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    long left = patience.toNanos();
    while (left > 0 && isWaitedFor(subject)) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = deadline - System.nanoTime();
    }
    return !isWaitedFor(subject);
  }

  private boolean isWaitedFor(EventSubject subject) {
    return !unanswered && waiting.containsKey(subject.uid());
  }
}
