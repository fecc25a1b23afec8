package dev.millrace.apply.waves;

import dev.millrace.apply.waves.SyncOutcome.Cause;

/** A step of a sync that failed; the message holds no secret values. */
final class SyncFailure extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final Cause failed;

  SyncFailure(Cause failed, String message) {
    super(message);
    this.failed = failed;
  }

  Cause failed() {
    return failed;
  }
}
