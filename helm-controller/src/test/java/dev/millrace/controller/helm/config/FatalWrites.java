package dev.millrace.controller.helm.config;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Ends everything at one of the requests that change something. */
final class FatalWrites implements Interceptor {
  private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");

  private final int fatal;
  private final boolean answered;
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicBoolean dead = new AtomicBoolean();
  private volatile Thread victim = Thread.currentThread();

  FatalWrites(int fatal, boolean answered) {
    this.fatal = fatal;
    this.answered = answered;
  }

  /** Names the thread that ends when everything ends. */
  void endWith(Thread thread) {
    victim = thread;
  }

  int count() {
    return count.get();
  }

  boolean isDead() {
    return dead.get();
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    if (dead.get()) {
      throw new IllegalStateException("the process is dead");
    }
    if (CHANGING.contains(request.method()) && count.incrementAndGet() == fatal && !answered) {
      die();
      throw new IllegalStateException("the process dies");
    }
  }

  @Override
  public AsyncBody.Consumer<List<ByteBuffer>> consumer(
      AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
    return consumer;
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    if (CHANGING.contains(request.method()) && answered && count.get() == fatal) {
      die();
      throw new IllegalStateException("the process dies");
    }
  }

  private void die() {
    dead.set(true);
    victim.interrupt();
  }
}
