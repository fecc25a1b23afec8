package dev.millrace.apply;

import dev.millrace.apply.health.HealthWait;
import dev.millrace.apply.health.WaitOutcome;
import java.util.concurrent.Callable;

/** Waits on behalf of somebody whose place others may take meanwhile. */
@FunctionalInterface
public interface Parking {
  /** Does what waits. */
  <T> T park(Callable<T> wait) throws Exception;

  /** Hears of a wait that is to be parked, and may cancel it as soon as nobody needs its end. */
  default void begins(HealthWait wait) {}

  /**
   * Waits for the end of what has begun.
   *
   * @throws InterruptedException when the controller stops; the wait is cancelled then
   */
  default WaitOutcome await(HealthWait wait) throws InterruptedException {
    if (wait.outcome().isDone()) {
      return wait.outcome().join();
    }
    begins(wait);
    try {
      return park(() -> wait.outcome().get());
    } catch (RuntimeException | InterruptedException e) {
      wait.cancel("the controller stops");
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits in place. */
  static Parking none() {
    return new Parking() {
      @Override
      public <T> T park(Callable<T> wait) throws Exception {
        return wait.call();
      }
    };
  }
}
