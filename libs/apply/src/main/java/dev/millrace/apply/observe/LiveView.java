package dev.millrace.apply.observe;

import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;

/** A view of the cluster that is kept up to date by watches; thread-safe. */
public interface LiveView {

  /** What is known of an object. */
  Sighting look(InventoryEntry object);

  /**
   * Tells the view that an object is as it is wanted.
   *
   * @param desired the object as it was, or would be, applied
   * @param live what the server made of it
   */
  void noteSettled(KubeObject desired, KubeObject live);

  /**
   * Tells the view that an object that it shows was found to be as it is wanted.
   *
   * @param desired the object as it would be applied
   * @param seen what the view showed of the object then
   */
  default void noteEqual(KubeObject desired, KubeObject seen) {}

  /**
   * Tells the view that an object was read and compared as a whole, and is as it is wanted, so that
   * it needs not be read for the next comparison.
   */
  default void noteCompared(KubeObject live) {}

  /**
   * Tells the view that an object is about to be changed on purpose, in one step or more. A watch
   * may show a step before its answer is there: until the change is over, nobody can tell it from
   * the changes of others.
   */
  default Change beginChange(ObjectRef ref) {
    return () -> {};
  }

  /** A change on purpose. */
  @FunctionalInterface
  interface Change extends AutoCloseable {
    /** The answer to the last step is noted, or there will be none. */
    @Override
    void close();
  }

  /** Tells the view that an object is about to be deleted on purpose. */
  void expectDeletion(ObjectRef ref);

  /** A view that sees nothing. */
  static LiveView blind() {
    return new LiveView() {
      @Override
      public Sighting look(InventoryEntry object) {
        return new Sighting.Unknown();
      }

      @Override
      public void noteSettled(KubeObject desired, KubeObject live) {}

      @Override
      public void expectDeletion(ObjectRef ref) {}
    };
  }
}
