package dev.millrace.controller.helm.cluster;

import java.util.concurrent.Callable;

/** Waits without holding one of the controller's slots. */
@FunctionalInterface
public interface Parking {
  /** Does what waits. */
  <T> T park(Callable<T> wait) throws Exception;
}
