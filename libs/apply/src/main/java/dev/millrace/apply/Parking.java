package dev.millrace.apply;

import dev.millrace.apply.health.HealthWait;
import java.util.concurrent.Callable;

/** Waits on behalf of somebody whose place others may take meanwhile. */
@FunctionalInterface
public interface Parking {
  /** Does what waits. */
  <T> T park(Callable<T> wait) throws Exception;

  /** Hears of a wait that is to be parked, and may cancel it as soon as nobody needs its end. */
  default void begins(HealthWait wait) {}

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
