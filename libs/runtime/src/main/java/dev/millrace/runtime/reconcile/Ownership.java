package dev.millrace.runtime.reconcile;

import java.util.function.Consumer;
import java.util.function.Predicate;

/** Which objects this replica may work on, when several share them. Thread-safe. */
public interface Ownership {
  /** One replica that has everything. */
  Ownership EVERYTHING =
      new Ownership() {
        @Override
        public Hold enter(ObjectKey object) {
          return new Hold(Hold.Kind.OWN, () -> {});
        }

        @Override
        public boolean owns(ObjectKey object) {
          return true;
        }

        @Override
        public void forget(ObjectKey object) {}
      };

  /** Asks to work on an object; the object can't go to another replica until the hold is closed. */
  Hold enter(ObjectKey object);

  /** Whether this replica looks after an object right now; asking changes nothing. */
  boolean owns(ObjectKey object);

  /** Forgets an object that is gone. */
  void forget(ObjectKey object);

  /**
   * Adds somebody who is told of every share of objects that this replica loses. An owner of
   * everything never does.
   *
   * @param listener must not block
   */
  default void onLoss(Consumer<Predicate<ObjectKey>> listener) {}
}
