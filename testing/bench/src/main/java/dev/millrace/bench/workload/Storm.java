package dev.millrace.bench.workload;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.bench.suite.Scene;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Kustomizations whose owner asks for the next run as soon as the last one is over. */
final class Storm implements ResourceEventHandler<Kustomization> {
  private final Scene scene;
  private final GitFleet fleet;
  private final String revision;
  private final String prefix;
  private final int count;
  private final Map<String, String> asked = new ConcurrentHashMap<>();
  private final AtomicInteger runs = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean over;
  private @Nullable SharedIndexInformer<Kustomization> informer;

  /** A storm that has not begun, of Kustomizations that do not exist yet. */
  Storm(Scene scene, GitFleet fleet, String revision, String prefix, int count) {
    this.scene = scene;
    this.fleet = fleet;
    this.revision = revision;
    this.prefix = prefix;
    this.count = count;
  }

  /** Makes the Kustomizations, waits until all are ready, and begins to ask. */
  void begin() throws Exception {
    fleet.until(
        count,
        each -> isOurs(each) && Applied.revision(revision).test(each),
        () ->
            scene.forEach(
                count,
                number ->
                    fleet.add(
                        name(number),
                        "./" + name(number),
                        "targetNamespace: " + fleet.namespace())));
    informer =
        scene.client().resources(Kustomization.class).inNamespace(fleet.namespace()).inform(this);
    scene.forEach(count, number -> ask(name(number)));
  }

  /**
   * Asks no more and waits until everything asked for is done; returns how many runs there were.
   */
  int end() throws Exception {
    over = true;
    int ended = runs.get();
    if (informer != null) {
      informer.close();
    }
    threads.close();
    String token = scene.newRequest();
    fleet.until(
        count,
        each -> isOurs(each) && Applied.request(token).test(each),
        () -> scene.forEach(count, number -> fleet.request(name(number), token)));
    return ended;
  }

  @Override
  public void onAdd(Kustomization object) {}

  @Override
  public void onUpdate(Kustomization before, Kustomization now) {
    String name = now.getMetadata().getName();
    String token = asked.get(name);
    if (!over
        && token != null
        && token.equals(now.status().lastHandledReconcileAt())
        && asked.remove(name, token)) {
      runs.incrementAndGet();
      threads.execute(() -> ask(name));
    }
  }

  @Override
  public void onDelete(Kustomization object, boolean unknown) {}

  private void ask(String name) {
    String token = scene.newRequest();
    asked.put(name, token);
    fleet.request(name, token);
  }

  private boolean isOurs(Kustomization object) {
    return object.getMetadata().getName().startsWith(prefix);
  }

  private String name(int number) {
    return prefix + "-" + number;
  }
}
