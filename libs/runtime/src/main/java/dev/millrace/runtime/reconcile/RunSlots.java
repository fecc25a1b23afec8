package dev.millrace.runtime.reconcile;

import dev.millrace.runtime.fairness.FairSlots;
import java.util.concurrent.Callable;

/**
 * Bounds how many runs of a kind work at the same time ({@code --concurrent}). A run that only
 * waits gives its slot back meanwhile, so that waiting objects never hold up others. Runs that go
 * on come before runs that begin: little is left for them to do, and as long as it is not done they
 * hold memory and somebody waits for them. Runs that let others go first come last, save for a
 * share that keeps them from waiting for ever. Namespaces share the slots: one whose runs fill all
 * of them doesn't keep another's from beginning, which may then be one more than the bound.
 */
public final class RunSlots {
  private final FairSlots slots;

  /** As many slots as runs may work at once. */
  public RunSlots(int count) {
    slots = new FairSlots(count);
  }

  /** Runs work for a namespace in a slot, waiting for a free one first. */
  public <T> T inSlot(String namespace, Callable<T> work) throws Exception {
    slots.begin(namespace);
    try {
      return work.call();
    } finally {
      slots.end(namespace);
    }
  }

  /** How many runs wait for a slot. */
  int waiting() {
    return slots.waiting();
  }

  /** Waits without the slot this thread holds, and takes a slot again afterwards. */
  public <T> T parked(String namespace, Callable<T> wait) throws Exception {
    slots.end(namespace);
    try {
      return wait.call();
    } finally {
      slots.goOn(namespace);
    }
  }

  /**
   * Lets those of the same namespace that wait for a slot have the one this thread holds, and takes
   * one again after them.
   */
  public void letOthersGoFirst(String namespace) {
    slots.stepBack(namespace);
  }
}
