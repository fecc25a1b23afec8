package dev.millrace.runtime.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnhurriedPaceTest {
  private final HandTimer timer = new HandTimer();
  private final UnhurriedPace pace = new UnhurriedPace(Duration.ofSeconds(2), timer);
  private final BlockingQueue<String> written = new LinkedBlockingQueue<>();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void writesOneAfterTheOtherWhatIsNotCalledOff() throws InterruptedException {
    pace.inTime(() -> written.add("first"));
    Runnable callOff = pace.inTime(() -> written.add("second"));
    pace.inTime(() -> written.add("third"));
    timer.fire(3);
    assertThat(written.poll(60, TimeUnit.SECONDS)).isEqualTo("first");

    callOff.run();
    timer.fire(1);

    assertThat(written.poll(60, TimeUnit.SECONDS)).isEqualTo("third");
  }

  @Test
  void writesAtOnceAgainAfterAPauseWithNothingToWrite() throws InterruptedException {
    pace.inTime(() -> written.add("first"));
    timer.fire(1);
    assertThat(written.poll(60, TimeUnit.SECONDS)).isEqualTo("first");
    timer.fire(1);

    pace.inTime(() -> written.add("second"));
    timer.fire(1);

    assertThat(written.poll(60, TimeUnit.SECONDS)).isEqualTo("second");
  }

  /** Time passes only when told. */
  private static final class HandTimer extends ScheduledThreadPoolExecutor {
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    HandTimer() {
      super(1);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
      tasks.add(command);
      return super.schedule(() -> {}, 1, TimeUnit.DAYS);
    }

    void fire(int count) {
      for (int i = 0; i < count; i++) {
        tasks.remove().run();
      }
    }
  }
}
