package dev.millrace.runtime.reconcile;

import dev.millrace.runtime.fairness.FairSlots;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Threads for work that needs a processor rather than waits (rendering, compressing, hashing).
 * Virtual threads hand such work over here, so that little of it runs at the same time. Work of a
 * namespace that takes very long doesn't keep that of another waiting: there is one thread more for
 * a namespace that has none.
 */
public final class CpuPool implements AutoCloseable {
  private final FairSlots slots;
  private final ExecutorService threads;

  /**
   * A pool for a machine with so many cores, or a container that may use so many. One of them is
   * left to what answers within milliseconds: watches, requests, probes, and the short work of
   * those who wait behind somebody's long work.
   */
  public static CpuPool forCores(int cores) {
    return new CpuPool(sizeFor(cores));
  }

  static int sizeFor(int cores) {
    return Math.max(1, cores - 1);
  }

  /** A pool of the given size. */
  public CpuPool(int size) {
    slots = new FairSlots(size);
    threads =
        Executors.newFixedThreadPool(
            size + 1, Thread.ofPlatform().name("cpu-", 0).daemon(true).factory());
  }

  /** What is done in the pool. */
  @FunctionalInterface
  public interface Work<T, X extends Exception> {
    T call() throws X;
  }

  /** Runs work for a namespace in the pool and waits for it; what it throws is thrown here. */
  public <T, X extends Exception> T call(String namespace, Work<T, X> work)
      throws X, InterruptedException {
    slots.begin(namespace);
    try {
      return inThread(work);
    } finally {
      slots.end(namespace);
    }
  }

  @SuppressWarnings("unchecked")
  private <T, X extends Exception> T inThread(Work<T, X> work) throws X, InterruptedException {
    Future<T> running = threads.submit(work::call);
    try {
      return running.get();
    } catch (InterruptedException e) {
      running.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException unchecked -> throw unchecked;
        case Error error -> throw error;
        case null -> throw new IllegalStateException(e);
        // The work declares no other checked exception.
        case Throwable checked -> throw (X) checked;
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
