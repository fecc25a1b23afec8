package dev.millrace.runtime.application;

import dev.millrace.runtime.flags.ControllerFlags;
import dev.millrace.runtime.health.HealthServer;
import dev.millrace.runtime.health.Readiness;
import dev.millrace.runtime.logging.LogSetup;
import dev.millrace.runtime.sharding.AutoSharding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.quarkus.arc.All;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops what a controller consists of, in order. */
@Singleton
@Unremovable
final class ControllerApplication implements QuarkusApplication {
  private static final Logger LOG = LoggerFactory.getLogger(ControllerApplication.class);
  private static final int FAILURE = 1;

  private final ControllerIdentity identity;
  private final ControllerFlags flags;
  private final Operator operator;
  private final AutoSharding sharding;
  private final KubernetesClient client;
  private final Clock clock;
  private final Readiness readiness;
  private final List<Companion> companions;
  private final AtomicBoolean failed = new AtomicBoolean();

  @Inject
  ControllerApplication(
      ControllerIdentity identity,
      ControllerFlags flags,
      Operator operator,
      AutoSharding sharding,
      KubernetesClient client,
      Clock clock,
      Readiness readiness,
      @All List<Companion> companions) {
    this.identity = identity;
    this.flags = flags;
    this.operator = operator;
    this.sharding = sharding;
    this.client = client;
    this.clock = clock;
    this.readiness = readiness;
    this.companions = companions;
  }

  @Override
  public int run(String... args) throws Exception {
    LogSetup.apply(flags.common().logEncoding(), identity.name());
    try (HealthServer _ = HealthServer.start(flags.common().healthAddr(), readiness)) {
      for (Companion companion : companions) {
        companion.start();
      }
      Thread reconcilers = Thread.ofPlatform().name("operator-start").start(this::reconcile);
      if (flags.common().leaderElection().enabled()
          && companions.stream().allMatch(Companion::servesWhileWaiting)) {
        readiness.ready();
      }
      Quarkus.waitForExit();
      LOG.info("controller stopping");
      reconcilers.interrupt();
      sharding.leave();
      operator.stop();
      sharding.stop();
      for (Companion companion : companions.reversed()) {
        companion.stop();
      }
      return failed.get() ? FAILURE : 0;
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
