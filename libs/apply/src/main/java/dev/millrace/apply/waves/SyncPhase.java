package dev.millrace.apply.waves;

import java.util.Arrays;
import java.util.Optional;

/** When a hook runs. */
enum SyncPhase {
  /** Before anything is applied. */
  PRE_SYNC("PreSync"),
  /** Together with what is applied. */
  SYNC("Sync"),
  /** After everything is applied and healthy. */
  POST_SYNC("PostSync"),
  /** After something went wrong. */
  SYNC_FAIL("SyncFail"),
  /** Before what is managed is deleted because its owner is. */
  PRE_DELETE("PreDelete"),
  /** After that is gone. */
  POST_DELETE("PostDelete");

  private final String text;

  SyncPhase(String text) {
    this.text = text;
  }

  /** The phase of a name in the annotation; empty for names that are none. */
  static Optional<SyncPhase> named(String name) {
    return Arrays.stream(values()).filter(phase -> phase.text.equals(name)).findFirst();
  }

  /** The name in the annotation. */
  public String text() {
    return text;
  }
}
