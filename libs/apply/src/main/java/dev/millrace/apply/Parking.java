package dev.millrace.apply;

import java.util.concurrent.Callable;

/** Waits on behalf of somebody whose place others may take meanwhile. */
@FunctionalInterface
public interface Parking {
  /** Does what waits. */
  <T> T park(Callable<T> wait) throws Exception;

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
