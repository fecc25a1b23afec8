package dev.millrace.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/** Does the same for many things at once, on virtual threads, a limited number at a time. */
final class InParallel {

  private final int limit;

  InParallel(int limit) {
    this.limit = Math.max(1, limit);
  }

  /** The results in the order of the arguments. */
  <T, R> List<R> map(List<T> items, Function<T, R> function) {
    if (items.size() <= 1 || limit == 1) {
      return items.stream().map(function).toList();
    }
    Semaphore places = new Semaphore(limit);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<R>> futures = new ArrayList<>();
      for (T item : items) {
        futures.add(threads.submit(() -> inPlace(places, () -> function.apply(item))));
      }
      List<R> results = new ArrayList<>();
      for (Future<R> future : futures) {
        results.add(result(future));
      }
      return results;
    }
  }

  private static <R> R inPlace(Semaphore places, Supplier<R> work) throws InterruptedException {
    places.acquire();
    try {
      return work.get();
    } finally {
      places.release();
    }
  }

  private static <R> R result(Future<R> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while objects were compared", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
