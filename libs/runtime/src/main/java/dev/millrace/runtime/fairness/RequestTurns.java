package dev.millrace.runtime.fairness;

import java.util.function.LongSupplier;

/**
 * Lets requests to one API server go, watches apart: as many at once as {@link RequestLimit} finds
 * good, and of those that wait, first who of the namespaces was served least ({@link FairShares}).
 * Thread-safe.
 */
public final class RequestTurns {
  private final LongSupplier nanoTime;
  private final FairSlots slots;
  private final RequestLimit limit;

  /**
   * Turns for a server of which nothing is known yet.
   *
   * @param nanoTime a clock that never goes back
   */
  public RequestTurns(Concurrency bounds, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.slots = new FairSlots(bounds.first());
    this.limit = new RequestLimit(bounds, nanoTime.getAsLong());
  }

  /** Turns for a server, within the usual bounds. */
  public static RequestTurns usual() {
    return new RequestTurns(Concurrency.USUAL, System::nanoTime);
  }

  /** A request may be sent; close it when that has ended. */
  public final class Turn implements AutoCloseable {
    private final String namespace;
    private final RequestLimit.Request request;
    private boolean refused;

    private Turn(String namespace, RequestLimit.Request request) {
      this.namespace = namespace;
      this.request = request;
    }

    /** Says that the server refused the request because it gets too many: 429. */
    public void refused() {
      refused = true;
    }

    @Override
    public void close() {
      slots.end(namespace, ended(request, refused));
    }
  }

  /**
   * Waits until a request may be sent.
   *
   * @param namespace whose turn it is to be; empty for what belongs to none
   * @param kind requests of a kind take about the same time, such as {@code PATCH configmaps}
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public Turn take(String namespace, String kind) throws InterruptedException {
    slots.begin(namespace);
    return new Turn(namespace, began(kind));
  }

  /** How many requests may be under way at the same time now. */
  public synchronized int atOnce() {
    return limit.current();
  }

  /** How many requests wait for their turn. */
  public int waiting() {
    return slots.waiting();
  }

  private synchronized RequestLimit.Request began(String kind) {
    return limit.began(kind, nanoTime.getAsLong());
  }

  /** How many requests may be under way from now on. */
  private int ended(RequestLimit.Request request, boolean refused) {
    boolean crowded = waiting() > 0;
    synchronized (this) {
      long now = nanoTime.getAsLong();
      if (refused) {
        limit.refused(request, now);
      } else {
        limit.ended(request, now, crowded);
      }
      return limit.current();
    }
  }
}
