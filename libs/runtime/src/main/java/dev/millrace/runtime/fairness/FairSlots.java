package dev.millrace.runtime.fairness;

import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Slots that tenants share as {@link FairShares} decides, so that one with very much to do doesn't
 * keep another waiting. Thread-safe.
 */
public final class FairSlots {
  private final FairShares<Semaphore> shares;

  /**
   * So many slots, and one more for a tenant that has none.
   *
   * @throws IllegalArgumentException if there are none
   */
  public FairSlots(int count) {
    this.shares = new FairShares<>(count);
  }

  /**
   * Waits for a slot.
   *
   * @throws InterruptedException if the thread is interrupted meanwhile; it has no slot then
   */
  public void begin(String tenant) throws InterruptedException {
    Semaphore turn = queue(tenant, false);
    try {
      turn.acquire();
    } catch (InterruptedException e) {
      giveUp(tenant, turn);
      throw e;
    }
  }

  /** Waits for a slot before all that begins for the same tenant, even when interrupted. */
  public void goOn(String tenant) {
    queue(tenant, true).acquireUninterruptibly();
  }

  /** Gives a slot back and waits for another, behind all that waits for the same tenant. */
  public void stepBack(String tenant) {
    Semaphore turn = new Semaphore(0);
    synchronized (this) {
      shares.stepBack(tenant, turn);
      end(tenant);
    }
    turn.acquireUninterruptibly();
  }

  /** Gives a slot back. */
  public synchronized void end(String tenant) {
    shares.end(tenant);
    open();
  }

  /** Gives a slot back; from then on there are so many. */
  synchronized void end(String tenant, int count) {
    shares.limit(count);
    end(tenant);
  }

  /** How many wait for a slot. */
  public synchronized int waiting() {
    return shares.waiting();
  }

  /** What is waited for; it opens when a slot is there. */
  private synchronized Semaphore queue(String tenant, boolean goesOn) {
    Semaphore turn = new Semaphore(0);
    if (goesOn) {
      shares.goOn(tenant, turn);
    } else {
      shares.begin(tenant, turn);
    }
    open();
    return turn;
  }

  /** The slot may have been there just when the wait was interrupted. */
  private synchronized void giveUp(String tenant, Semaphore turn) {
    if (!shares.remove(tenant, turn)) {
      end(tenant);
    }
  }

  private void open() {
    for (Optional<Semaphore> turn = shares.next(); turn.isPresent(); turn = shares.next()) {
      turn.get().release();
    }
  }
}
