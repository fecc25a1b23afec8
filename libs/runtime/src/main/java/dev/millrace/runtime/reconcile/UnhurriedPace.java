package dev.millrace.runtime.reconcile;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Writes after a delay, one run after the other with a pause between them; the oldest first. */
final class UnhurriedPace implements ProgressPace {
  private static final long PAUSE_MILLIS = 200;

  private final Duration delay;
  private final ScheduledExecutorService timer;
  private final Deque<Runnable> queue = new ArrayDeque<>();
  private boolean busy;

  UnhurriedPace(Duration delay, ScheduledExecutorService timer) {
    this.delay = delay;
    this.timer = timer;
  }

  @Override
  public Runnable inTime(Runnable write) {
    Future<?> waiting =
        timer.schedule(() -> queueUp(write), delay.toMillis(), TimeUnit.MILLISECONDS);
    return () -> {
      waiting.cancel(false);
      callOff(write);
    };
  }

  private synchronized void queueUp(Runnable write) {
    queue.add(write);
    if (!busy) {
      writeNext();
    }
  }

  private synchronized void callOff(Runnable write) {
    queue.remove(write);
  }

  private synchronized void writeNext() {
    Runnable write = queue.poll();
    busy = write != null;
    if (write != null) {
      Thread.startVirtualThread(write);
      timer.schedule(this::writeNext, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }
}
