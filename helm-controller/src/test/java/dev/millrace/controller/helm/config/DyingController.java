package dev.millrace.controller.helm.config;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.helm.HelmReleaseStatus;
import dev.millrace.controller.helm.helmrelease.HelmReleaseReconciler;
import dev.millrace.runtime.reconcile.FrameServices;
import dev.millrace.runtime.reconcile.ObjectKey;
import dev.millrace.runtime.reconcile.ObjectWriter;
import dev.millrace.runtime.reconcile.ReconcileFrame;
import dev.millrace.runtime.reconcile.RunObserver;
import dev.millrace.runtime.reconcile.RunSlots;
import dev.millrace.runtime.schedule.Backoff;
import dev.millrace.runtime.schedule.Jitter;
import dev.millrace.runtime.schedule.Schedule;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.impl.KubernetesClientImpl;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;

/**
 * The controller as one process that reconciles one object when told, and dies at a request that
 * changes something: after that nothing it does reaches the API server.
 */
public final class DyingController implements AutoCloseable {
  private static final List<String> FLAGS = List.of("--http-retry=0");

  private final Wiring wiring;
  private final FatalWrites writes;
  private final KubernetesClient client;
  private final ReconcileFrame<HelmRelease, HelmReleaseStatus> frame;
  private final ObjectKey key;

  /**
   * Starts.
   *
   * @param shared whose connections it uses, and leaves open
   * @param dyingAt at which changing request it dies, counted from 1; 0 for never
   * @param answered whether that request still reaches the server
   */
  public DyingController(KubernetesClient shared, ObjectKey key, int dyingAt, boolean answered) {
    this(shared, key, new FatalWrites(dyingAt, answered), FLAGS);
  }

  /** Starts one that lives, with further flags. */
  public static DyingController immortal(KubernetesClient shared, ObjectKey key, String... flags) {
    List<String> all = new ArrayList<>(FLAGS);
    all.addAll(List.of(flags));
    return new DyingController(shared, key, new FatalWrites(0, false), all);
  }

  private DyingController(
      KubernetesClient shared, ObjectKey key, FatalWrites writes, List<String> flags) {
    this.key = key;
    this.writes = writes;
    this.client =
        new KubernetesClientImpl(
            shared
                .getHttpClient()
                .newBuilder()
                .addOrReplaceInterceptor("fatal-writes", writes)
                .build(),
            shared.getConfiguration(),
            ForkJoinPool::commonPool,
            shared.getKubernetesSerialization());
    this.wiring = new Wiring(client, 1, flags);
    Schedule<ObjectKey> schedule =
        new Schedule<>(
            new Jitter(0, new Random(1)),
            new Backoff<>(Duration.ofMillis(1), Duration.ofMillis(2)),
            Duration.ofMillis(1));
    FrameServices services =
        new FrameServices(Clock.systemUTC(), (_, _) -> {}, schedule, RunObserver.none());
    this.frame =
        new ReconcileFrame<>(
            services, HelmReleaseReconciler.kind(), wiring.pipeline(), new RunSlots(1));
  }

  /** How many changing requests were made. */
  public int writes() {
    return writes.count();
  }

  /** Whether it died. */
  public boolean isDead() {
    return writes.isDead();
  }

  /** Runs once; a controller that dies meanwhile does nothing more. */
  public void reconcile() throws Exception {
    writes.endWith(Thread.currentThread());
    try {
      frame.reconcile(key, new DirectWriter(object()));
    } catch (RuntimeException | InterruptedException e) {
      if (!writes.isDead()) {
        throw e;
      }
    } finally {
      boolean _ = Thread.interrupted();
    }
  }

  private Resource<HelmRelease> object() {
    return client.resources(HelmRelease.class).inNamespace(key.namespace()).withName(key.name());
  }

  @Override
  public void close() {
    wiring.close();
  }

  /** Writes the object without a framework. */
  private record DirectWriter(Resource<HelmRelease> object)
      implements ObjectWriter<HelmRelease, HelmReleaseStatus> {
    @Override
    public Optional<HelmRelease> latest() {
      return Optional.ofNullable(object.get());
    }

    @Override
    public Optional<HelmRelease> addFinalizer(HelmRelease seen, String finalizer) {
      return Optional.of(
          object.edit(
              stored -> {
                stored.getMetadata().getFinalizers().add(finalizer);
                return stored;
              }));
    }

    @Override
    public Optional<HelmRelease> removeFinalizer(HelmRelease seen, String finalizer) {
      object.edit(
          stored -> {
            stored.getMetadata().getFinalizers().remove(finalizer);
            return stored;
          });
      return Optional.empty();
    }

    @Override
    public Optional<HelmRelease> writeStatus(
        HelmRelease seen, HelmReleaseStatus before, HelmReleaseStatus after) {
      return Optional.of(
          object.editStatus(
              stored -> {
                stored.setStatus(after);
                return stored;
              }));
    }

    @Override
    public Optional<HelmRelease> clearStatus(HelmRelease seen) {
      throw new UnsupportedOperationException();
    }
  }
}
