package dev.millrace.gotemplate;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Runs deep recursion where there is room for it: on a thread with a large stack, of which only the
 * part that is used takes memory. The caller waits, so that nothing runs at the same time.
 */
final class DeepStack {
  private static final long STACK_BYTES = 512L << 20;

  private DeepStack() {}

  /**
   * Runs the work and passes on what it throws.
   *
   * @throws StackOverflowError when even the large stack is not enough
   */
  static void run(Runnable work) {
    call(
        () -> {
          work.run();
          return true;
        });
  }

  /** Computes a value and passes on what that throws. */
  static <T> T call(Supplier<T> work) {
    var result = new AtomicReference<T>();
    var failure = new AtomicReference<Throwable>();
    Runnable guarded =
        () -> {
          try {
            result.set(work.get());
          } catch (RuntimeException | Error e) {
            failure.set(e);
          }
        };
    var thread = new Thread(null, guarded, "template-recursion", STACK_BYTES);
    thread.start();
    join(thread);
    switch (failure.get()) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default -> {
        return result.get();
      }
    }
  }

  /** Waits to the end; an interrupt is handed to the work, which ends at its next check. */
  private static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException _) {
        interrupted = true;
        thread.interrupt();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
