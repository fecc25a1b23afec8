package dev.millrace.runtime.reconcile;

import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

/**
 * Bounds how many runs of a kind work at the same time ({@code --concurrent}). A run that only
 * waits gives its slot back meanwhile, so that waiting objects never hold up others.
 */
public final class RunSlots {
  private final Semaphore free;

  /** As many slots as runs may work at once. */
  public RunSlots(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("at least one run must be possible, not " + count);
    }
    free = new Semaphore(count, true);
  }

  /** Runs work in a slot, waiting for a free one first. */
  public <T> T inSlot(Callable<T> work) throws Exception {
    free.acquire();
    try {
      return work.call();
    } finally {
      free.release();
    }
  }

  /** Waits without the slot this thread holds, and takes a slot again afterwards. */
  public <T> T parked(Callable<T> wait) throws Exception {
    free.release();
    try {
      return wait.call();
    } finally {
      free.acquireUninterruptibly();
    }
  }
}
