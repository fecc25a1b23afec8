package dev.millrace.runtime.application;

/** Something that runs beside the reconcilers of a controller, such as a server. */
public interface Companion {
  /** Starts, before the reconcilers do. */
  void start() throws Exception;

  /**
   * Whether it does its work on replicas that wait for the lead. If not, they are not ready, and
   * get no requests.
   */
  default boolean servesWhileWaiting() {
    return true;
  }

  /** Stops, after the reconcilers did. */
  void stop();
}
