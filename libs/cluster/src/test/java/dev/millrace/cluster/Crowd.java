package dev.millrace.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Many who ask at the same time, and a server that keeps all of them waiting. */
final class Crowd {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final CountDownLatch answer = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  /** Lets so many ask; the server answers when all of them wait for it. */
  <T> List<T> asks(int size, Supplier<T> question) {
    Executor each = work -> threads.add(Thread.ofPlatform().daemon().start(work));
    List<CompletableFuture<T>> answers = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      answers.add(CompletableFuture.supplyAsync(question, each));
    }
    threads.forEach(Crowd::awaitIdle);
    answer.countDown();
    return answers.stream().map(CompletableFuture::join).toList();
  }

  /** What the server does before it answers. */
  void keepsWaiting() {
    try {
      answer.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitIdle(Thread thread) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (thread.getState() != Thread.State.WAITING) {
      assertThat(System.nanoTime()).as("time for %s to wait", thread).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
