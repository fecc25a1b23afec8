package dev.millrace.runtime.reconcile;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

/**
 * Bounds how many runs of a kind work at the same time ({@code --concurrent}). A run that only
 * waits gives its slot back meanwhile, so that waiting objects never hold up others. Who comes
 * first is served first, but runs that go on come before runs that begin: little is left for them
 * to do, and as long as it is not done they hold memory and somebody waits for them.
 */
public final class RunSlots {
  private final Queue<Semaphore> goingOn = new ArrayDeque<>();
  private final Queue<Semaphore> beginning = new ArrayDeque<>();
  private int free;

  /** As many slots as runs may work at once. */
  public RunSlots(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("at least one run must be possible, not " + count);
    }
    free = count;
  }

  /** Runs work in a slot, waiting for a free one first. */
  public <T> T inSlot(Callable<T> work) throws Exception {
    begin();
    try {
      return work.call();
    } finally {
      giveBack();
    }
  }

  /** Waits without the slot this thread holds, and takes a slot again afterwards. */
  public <T> T parked(Callable<T> wait) throws Exception {
    giveBack();
    try {
      return wait.call();
    } finally {
      turn(goingOn).acquireUninterruptibly();
    }
  }

  /** How many runs wait for a slot. */
  synchronized int waiting() {
    return goingOn.size() + beginning.size();
  }

  private void begin() throws InterruptedException {
    Semaphore turn = turn(beginning);
    try {
      turn.acquire();
    } catch (InterruptedException e) {
      leave(turn);
      throw e;
    }
  }

  /** What a run waits for: open already if a slot is free, else the last of its queue. */
  private synchronized Semaphore turn(Queue<Semaphore> queue) {
    if (free > 0) {
      free--;
      return new Semaphore(1);
    }
    Semaphore turn = new Semaphore(0);
    queue.add(turn);
    return turn;
  }

  private synchronized void giveBack() {
    Semaphore next = goingOn.isEmpty() ? beginning.poll() : goingOn.poll();
    if (next == null) {
      free++;
    } else {
      next.release();
    }
  }

  /** Gives up waiting, or the slot that was handed over just before. */
  private synchronized void leave(Semaphore turn) {
    if (!beginning.remove(turn)) {
      giveBack();
    }
  }
}
