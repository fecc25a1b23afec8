package dev.millrace.runtime.application;

import dev.millrace.runtime.flags.ControllerFlags;
import dev.millrace.runtime.flags.ListenAddress;
import dev.millrace.runtime.health.HealthServer;
import dev.millrace.runtime.health.Readiness;
import dev.millrace.runtime.leader.Lead;
import dev.millrace.runtime.leader.LeaseReturn;
import dev.millrace.runtime.logging.LogSetup;
import dev.millrace.runtime.sharding.AutoSharding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.quarkus.arc.All;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops what a controller consists of, in order. */
@Singleton
@Unremovable
final class ControllerApplication implements QuarkusApplication {
  private static final Logger LOG = LoggerFactory.getLogger(ControllerApplication.class);
  private static final int FAILURE = 1;
  private static final int FIRST = 1;

  private final ControllerIdentity identity;
  private final ControllerFlags flags;
  private final Operator operator;
  private final AutoSharding sharding;
  private final Lead lead;
  private final KubernetesClient client;
  private final Clock clock;
  private final Readiness readiness;
  private final List<Companion> companions;
  private final ApiServerWait apiServer;
  private final AtomicBoolean failed = new AtomicBoolean();
  private volatile @Nullable Thread reconcilers;

  @Inject
  ControllerApplication(
      ControllerIdentity identity,
      ControllerFlags flags,
      Operator operator,
      AutoSharding sharding,
      Lead lead,
      KubernetesClient client,
      Clock clock,
      Readiness readiness,
      @All List<Companion> companions) {
    this.identity = identity;
    this.flags = flags;
    this.operator = operator;
    this.sharding = sharding;
    this.lead = lead;
    this.client = client;
    this.clock = clock;
    this.readiness = readiness;
    this.companions = companions;
    this.apiServer = new ApiServerWait(client);
  }

  @Override
  public int run(String... args) throws Exception {
    LogSetup.apply(flags.common().logEncoding(), identity.name());
    try (HealthServer _ = health()) {
      if (apiServer.await()) {
        work();
      }
      return failed.get() ? FAILURE : 0;
    } catch (StartRefusal e) {
      LOG.error("controller could not be started: {}", e.getMessage());
      return FAILURE;
    }
  }

  private HealthServer health() {
    ListenAddress address = flags.common().healthAddr();
    try {
      return HealthServer.start(address, readiness);
    } catch (IOException e) {
      throw StartRefusal.cannotListen("--health-addr", address, e);
    }
  }

  private void work() throws Exception {
    for (Companion companion : companions) {
      companion.start();
    }
    reconcilers = Thread.ofPlatform().name("operator-start").start(this::reconcile);
    if (flags.common().leaderElection().enabled()
        && companions.stream().allMatch(Companion::servesWhileWaiting)) {
      readiness.ready();
    }
    Quarkus.waitForExit();
  }

  /**
   * Stops everything in order while clients still work. Quarkus closes them right after all have
   * heard of its event, which is before {@link #run} gets to know that it is over.
   */
  void stop(@Observes @Priority(FIRST) ShutdownEvent event) {
    apiServer.giveUp();
    Thread starting = reconcilers;
    if (starting == null) {
      return;
    }
    LOG.info("controller stopping");
    starting.interrupt();
    lead.giveUp();
    sharding.leave();
    operator.stop();
    returnLease();
    sharding.stop();
    for (Companion companion : companions.reversed()) {
      companion.stop();
    }
  }

  private void returnLease() {
    if (flags.common().leaderElection().releaseOnCancel()) {
      operator
          .getConfigurationService()
          .getLeaderElectionConfiguration()
          .ifPresent(new LeaseReturn(client, clock)::of);
    }
  }

  /** Starts the reconcilers; with leader election that takes until this replica has the lead. */
  private void reconcile() {
    try {
      operator.start();
      sharding.join(client, identity.name(), identity.namespace(), identity.instance(), clock);
      readiness.ready();
      LOG.info("controller started");
    } catch (RuntimeException e) {
      LOG.error("controller could not be started", e);
      failed.set(true);
      Quarkus.asyncExit(FAILURE);
    }
  }
}
