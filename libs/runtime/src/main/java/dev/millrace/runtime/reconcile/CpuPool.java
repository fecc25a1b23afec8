package dev.millrace.runtime.reconcile;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Threads for work that needs a processor rather than waits (rendering, compressing, hashing).
 * Virtual threads hand such work over here, so that no more of it runs than there are cores.
 */
public final class CpuPool implements AutoCloseable {
  private final ExecutorService threads;

  /** A pool of the given size; usually the number of cores. */
  public CpuPool(int size) {
    threads =
        Executors.newFixedThreadPool(
            size, Thread.ofPlatform().name("cpu-", 0).daemon(true).factory());
  }

  /** Runs work in the pool and waits for it; what it throws is thrown here. */
  public <T> T call(Callable<T> work) throws Exception {
    Future<T> running = threads.submit(work);
    try {
      return running.get();
    } catch (InterruptedException e) {
      running.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
