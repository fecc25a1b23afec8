package dev.millrace.runtime.logging;

/** The keys of log lines beside the message. */
public final class LogKey {
  /** The API group of the object a run is for. */
  static final String GROUP = "controllerGroup";

  /** The kind of the object a run is for. */
  static final String KIND = "controllerKind";

  static final String NAMESPACE = "namespace";
  static final String NAME = "name";

  /** Tells the lines of one run from those of others. */
  public static final String ID = "reconcileID";

  public static final String ERROR = "error";

  /** How long a run took. */
  public static final String DURATION = "duration";

  /** How long it is to the next run. */
  public static final String NEXT = "next";

  private LogKey() {}
}
