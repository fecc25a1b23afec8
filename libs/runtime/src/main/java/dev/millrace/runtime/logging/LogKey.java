package dev.millrace.runtime.logging;

import java.util.List;

/** The keys of log lines beside the message. */
public final class LogKey {
  /** The API group of the object a run is for. */
  public static final String GROUP = "controllerGroup";

  /** The kind of the object a run is for. */
  public static final String KIND = "controllerKind";

  public static final String NAMESPACE = "namespace";
  public static final String NAME = "name";

  /** Tells the lines of one run from those of others. */
  public static final String ID = "reconcileID";

  public static final String ERROR = "error";
  public static final String REVISION = "revision";

  /** How long a run took. */
  public static final String DURATION = "duration";

  /** How long it is to the next run. */
  public static final String NEXT = "next";

  /** The keys that a single line may carry. */
  static final List<String> EXTRA = List.of(REVISION, DURATION, NEXT, ERROR);

  private LogKey() {}
}
