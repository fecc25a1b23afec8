package dev.millrace.bench.process;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Counts objects that are as wanted, as a watch shows them. */
public final class Arrivals<R extends HasMetadata> implements ResourceEventHandler<R> {
  private static final int PATIENCE_MINUTES = 5;

  private final Predicate<R> wanted;
  private final CountDownLatch missing;
  private final Set<String> arrived = new HashSet<>();

  /** Expects so many objects. */
  public Arrivals(int count, Predicate<R> wanted) {
    this.wanted = wanted;
    this.missing = new CountDownLatch(count);
  }

  /** Waits until all are as wanted. */
  public void await() throws InterruptedException {
    if (!missing.await(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      throw new IllegalStateException(
          missing.getCount() + " objects are not as wanted after " + PATIENCE_MINUTES + " min");
    }
  }

  @Override
  public void onAdd(R object) {
    look(object);
  }

  @Override
  public void onUpdate(R before, R now) {
    look(now);
  }

  @Override
  public void onDelete(R object, boolean unknown) {}

  private synchronized void look(R object) {
    if (wanted.test(object) && arrived.add(object.getMetadata().getName())) {
      missing.countDown();
    }
  }
}
