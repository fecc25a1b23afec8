package dev.millrace.bench.workload;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.bench.suite.Scene;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Somebody who asks for a run of one Kustomization and sees how it ends, with connections of its
 * own: what others do with theirs does not count.
 */
final class Asker implements AutoCloseable, ResourceEventHandler<Kustomization> {
  private static final int PATIENCE_SECONDS = 120;

  private final KubernetesClient client;
  private final SharedIndexInformer<Kustomization> informer;
  private final String namespace;
  private final String name;
  private volatile Request waiting = new Request("");

  private record Request(String token, CountDownLatch done) {
    Request(String token) {
      this(token, new CountDownLatch(1));
    }
  }

  Asker(Scene scene, String namespace, String name) {
    this.client =
        new KubernetesClientBuilder().withConfig(scene.client().getConfiguration()).build();
    this.namespace = namespace;
    this.name = name;
    this.informer =
        client.resources(Kustomization.class).inNamespace(namespace).withName(name).inform(this);
  }

  /** Asks and waits until that run is over. */
  void ask(String token) throws InterruptedException {
    Request request = new Request(token);
    waiting = request;
    client
        .resources(Kustomization.class)
        .inNamespace(namespace)
        .withName(name)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"annotations\":{\"reconcile.fluxcd.io/requestedAt\":\"%s\"}}}"
                .formatted(token));
    if (!request.done().await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          "%s/%s was not reconciled within %d s".formatted(namespace, name, PATIENCE_SECONDS));
    }
  }

  @Override
  public void onAdd(Kustomization object) {}

  @Override
  public void onUpdate(Kustomization before, Kustomization now) {
    Request request = waiting;
    if (Applied.request(request.token()).test(now)) {
      request.done().countDown();
    }
  }

  @Override
  public void onDelete(Kustomization object, boolean unknown) {}

  @Override
  public void close() {
    informer.close();
    client.close();
  }
}
