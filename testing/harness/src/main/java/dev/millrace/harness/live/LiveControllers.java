package dev.millrace.harness.live;

import dev.millrace.runtime.application.ControllerIdentity;
import dev.millrace.runtime.application.KindControllers;
import dev.millrace.runtime.reconcile.FrameServices;
import dev.millrace.runtime.reconcile.ObjectKey;
import dev.millrace.runtime.reconcile.RunObserver;
import dev.millrace.runtime.reconcile.SharedObjects;
import dev.millrace.runtime.reconcile.WatchScope;
import dev.millrace.runtime.schedule.Backoff;
import dev.millrace.runtime.schedule.Jitter;
import dev.millrace.runtime.schedule.Schedule;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurableReconciler;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executors;

/**
 * The reconcilers of one controller at work on a real API server, in this process and without
 * Quarkus. Failed runs are retried after 200 ms to 2 s, so that tests need not wait.
 */
public final class LiveControllers implements AutoCloseable {
  private static final int CONCURRENT = 4;

  private final KindControllers kinds;
  private final Operator operator;
  private final RecordedEvents events = new RecordedEvents();

  /**
   * Controllers that are not started yet.
   *
   * @param name of the program, under which it writes
   */
  public LiveControllers(KubernetesClient client, String name) {
    this(client, name, WatchScope.EVERYTHING);
  }

  /**
   * Controllers of some objects only, that are not started yet.
   *
   * @param name of the program, under which it writes
   */
  public LiveControllers(KubernetesClient client, String name, WatchScope scope) {
    Schedule<ObjectKey> schedule =
        new Schedule<>(
            new Jitter(0, new Random(1)),
            new Backoff<>(Duration.ofMillis(200), Duration.ofSeconds(2)),
            Duration.ofSeconds(1));
    this.kinds =
        new KindControllers(
            new FrameServices(Clock.systemUTC(), events, schedule, RunObserver.none()),
            CONCURRENT,
            scope,
            new ControllerIdentity(name, "flux-system", "test"));
    this.operator =
        new Operator(
            framework ->
                framework
                    .withKubernetesClient(client)
                    .withExecutorService(Executors.newVirtualThreadPerTaskExecutor())
                    .withReconciliationTerminationTimeout(Duration.ofSeconds(5))
                    .withUseSSAToPatchPrimaryResource(false)
                    .withResourceCloner(new SharedObjects())
                    .withCloseClientOnStop(false));
  }

  /** What reconcilers are made with. */
  public KindControllers kinds() {
    return kinds;
  }

  /** What the reconcilers told. */
  public RecordedEvents events() {
    return events;
  }

  /** Adds a reconciler. */
  public <R extends HasMetadata, C extends Reconciler<R> & ConfigurableReconciler<R>>
      LiveControllers with(C reconciler) {
    ControllerConfigurationOverrider<R> settings =
        ControllerConfigurationOverrider.override(
            LiveConfiguration.of(reconciler, operator.getConfigurationService()));
    reconciler.updateConfigurationFrom(settings);
    settings.withTriggerReconcilerOnAllEvents(true).withReconciliationMaxInterval(null);
    operator.register(reconciler, settings.build());
    return this;
  }

  /** Starts all of them. */
  public LiveControllers start() {
    operator.start();
    return this;
  }

  @Override
  public void close() {
    operator.stop();
  }
}
