package dev.millrace.runtime.reconcile;

import dev.millrace.api.meta.Condition;
import java.time.Duration;
import java.util.Optional;

/** Is told how runs went; metrics are made of it. */
public interface RunObserver {
  /**
   * A run ended.
   *
   * @param ready the Ready condition afterwards
   */
  void finished(ObjectKey object, Duration duration, Optional<Condition> ready, boolean suspended);

  /** An object is gone. */
  void forgotten(ObjectKey object);

  /** An observer that does not look. */
  static RunObserver none() {
    return new RunObserver() {
      @Override
      public void finished(
          ObjectKey object, Duration duration, Optional<Condition> ready, boolean suspended) {}

      @Override
      public void forgotten(ObjectKey object) {}
    };
  }
}
