package dev.millrace.controller.notification.config;

import dev.millrace.runtime.logging.LogLine;
import dev.millrace.runtime.logging.LogSubject;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at objects that nobody reconciles when they appear or change: takes away the finalizer that
 * older versions left on them, so that they can be deleted, and checks them.
 *
 * @param <T> the kind
 */
final class StaticObjectWatch<T extends HasMetadata> implements ResourceEventHandler<T> {
  private static final Logger LOG = LoggerFactory.getLogger(StaticObjectWatch.class);
  private static final String FINALIZER = "finalizers.fluxcd.io";

  private final KubernetesClient client;
  private final Executor executor;
  private final Check<T> check;

  /**
   * @param executor runs what takes time; the watch itself must not wait
   */
  StaticObjectWatch(KubernetesClient client, Executor executor, Check<T> check) {
    this.client = client;
    this.executor = executor;
    this.check = check;
  }

  /** Tells the owner of an object what is wrong with it. */
  @FunctionalInterface
  interface Check<T> {
    void check(T object);
  }

  @Override
  public void onAdd(T object) {
    executor.execute(() -> look(object));
  }

  @Override
  public void onUpdate(T before, T now) {
    boolean changed =
        !Objects.equals(before.getMetadata().getGeneration(), now.getMetadata().getGeneration())
            || !Objects.equals(
                before.getMetadata().getAnnotations(), now.getMetadata().getAnnotations());
    if (changed || hasFinalizer(now)) {
      executor.execute(() -> look(now));
    }
  }

  @Override
  public void onDelete(T object, boolean unknown) {}

  private void look(T object) {
    if (hasFinalizer(object)) {
      removeFinalizer(object);
    }
    check.check(object);
  }

  private void removeFinalizer(T object) {
    try {
      client
          .resource(object)
          .edit(
              current -> {
                current.getMetadata().getFinalizers().remove(FINALIZER);
                return current;
              });
    } catch (KubernetesClientException e) {
      LogLine.about(LogSubject.of(object))
          .and("code", e.getCode())
          .log(LOG::warn, "a finalizer of an older version could not be removed");
    }
  }

  private static boolean hasFinalizer(HasMetadata object) {
    return object.getMetadata().getFinalizers().contains(FINALIZER);
  }
}
