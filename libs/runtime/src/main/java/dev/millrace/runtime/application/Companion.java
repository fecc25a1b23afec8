package dev.millrace.runtime.application;

/** Something that runs beside the reconcilers of a controller, such as a server. */
public interface Companion {
  /** Starts, before the reconcilers do. */
  void start() throws Exception;

  /** Stops, after the reconcilers did. */
  void stop();
}
