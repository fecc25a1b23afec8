package dev.millrace.runtime.application;

import dev.millrace.api.meta.FluxObject;
import dev.millrace.runtime.flags.ControllerFlags;
import dev.millrace.runtime.leader.LeaseSettings;
import dev.millrace.runtime.metrics.Leadership;
import dev.millrace.runtime.metrics.ObjectStates;
import dev.millrace.runtime.metrics.ProcessUsage;
import dev.millrace.runtime.metrics.StateSource;
import dev.millrace.runtime.reconcile.ObjectKey;
import dev.millrace.runtime.reconcile.Ownership;
import dev.millrace.runtime.sharding.AutoSharding;
import io.javaoperatorsdk.operator.Operator;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** Offers the metrics that are not made by runs: states of objects, leadership, usage. */
@Singleton
final class StateMetrics implements Companion {
  private final MeterRegistry meters;
  private final PrometheusMeterRegistry prometheus;
  private final ReconciledObjects reconciled;
  private final List<StateSource> watched;
  private final Ownership ownership;
  private final ControllerFlags flags;
  private final ControllerIdentity identity;

  @Inject
  StateMetrics(
      MeterRegistry meters,
      PrometheusMeterRegistry prometheus,
      Operator operator,
      @All List<StateSource> watched,
      AutoSharding sharding,
      ControllerFlags flags,
      ControllerIdentity identity) {
    this.meters = meters;
    this.prometheus = prometheus;
    this.reconciled = new ReconciledObjects(operator);
    this.watched = watched;
    this.ownership = sharding.ownership();
    this.flags = flags;
    this.identity = identity;
  }

  @Override
  public void start() {
    prometheus.getPrometheusRegistry().register(new ObjectStates(this::objects));
    new ProcessUsage().bindTo(meters);
    LeaseSettings.leaseName(flags.common(), identity.name())
        .ifPresent(lease -> new Leadership(lease, reconciled::atWork).bindTo(meters));
  }

  @Override
  public void stop() {
    // What is offered goes with the process.
  }

  /** Of replicas that share the objects, each shows its own. */
  private Stream<? extends FluxObject> objects() {
    if (!reconciled.atWork()) {
      return Stream.empty();
    }
    return Stream.concat(reconciled.objects(), watched.stream().flatMap(StateSource::objects))
        .filter(object -> ownership.owns(ObjectKey.of(object)));
  }
}
