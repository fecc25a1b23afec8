package dev.millrace.runtime.reconcile;

import org.jspecify.annotations.Nullable;

/**
 * What a run says that it is doing, and whether others see that yet: a run that is over soon does
 * not announce itself. Its run guards it against use by two threads.
 */
final class ProgressNote {
  private final ProgressPace pace;
  private final Runnable whenInTime;
  private String message = "";
  private boolean outdated;
  private boolean shown;
  private boolean heldBack;
  private boolean ended;
  private @Nullable Runnable callOff;

  /**
   * Nothing is said yet.
   *
   * @param whenInTime what is done once others are to see it
   */
  ProgressNote(ProgressPace pace, Runnable whenInTime) {
    this.pace = pace;
    this.whenInTime = whenInTime;
  }

  /**
   * Says what is being done.
   *
   * @param isOutdated whether the object is known not to be as wanted
   */
  void say(String text, boolean isOutdated) {
    message = text;
    outdated = isOutdated;
  }

  String message() {
    return message;
  }

  boolean isOutdated() {
    return outdated;
  }

  /** Whether others see it, and so any change of it. */
  boolean isShown() {
    return shown;
  }

  /** Lets others see it when the run has taken long enough. */
  void showInTime() {
    if (callOff == null) {
      callOff = pace.inTime(whenInTime);
    }
  }

  /** Lets others see it from now on; whether the run still goes on, so that there is something. */
  boolean show() {
    shown |= !ended;
    return !ended;
  }

  /** To wait for a slot is no progress that anybody would like to hear of. */
  void hold() {
    if (callOff != null && !shown) {
      callOff.run();
      callOff = null;
      heldBack = true;
    }
  }

  /** From here on time counts anew. */
  void takeUp() {
    if (heldBack) {
      heldBack = false;
      callOff = pace.inTime(whenInTime);
    }
  }

  /** The run ends: nothing of it is to be shown any more. */
  void end() {
    ended = true;
    if (callOff != null) {
      callOff.run();
    }
  }
}
