package dev.millrace.controller.notification.statuspage.viewer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does several reads at once and hands back their results in order. */
final class Fan {
  private final ExecutorService executor;

  Fan(ExecutorService executor) {
    this.executor = executor;
  }

  /** Applies a read to each input; the first exception ends it, in the order of inputs. */
  <T, R> List<R> out(List<T> inputs, Function<T, R> read) {
    List<Future<R>> running =
        inputs.stream().map(input -> executor.submit(() -> read.apply(input))).toList();
    try {
      List<R> results = new ArrayList<>();
      for (Future<R> each : running) {
        results.add(each.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading", e);
    } finally {
      running.forEach(each -> each.cancel(true));
    }
  }
}
