package dev.millrace.apply.observe;

import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;

/** A view of the cluster that is kept up to date by watches; thread-safe. */
public interface LiveView {

  /** What is known of an object. */
  Sighting look(InventoryEntry object);

  /** Tells the view what the server made of an object that was just applied. */
  void noteApplied(KubeObject result);

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
      public void noteApplied(KubeObject result) {}

      @Override
      public void expectDeletion(ObjectRef ref) {}
    };
  }
}
