package dev.millrace.runtime.sharding;

import dev.millrace.runtime.flags.CommonFlags;
import dev.millrace.runtime.leader.LeaseSettings;
import dev.millrace.runtime.reconcile.ObjectKey;
import dev.millrace.runtime.reconcile.Ownership;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * This replica's part in dividing a controller's objects ({@code --enable-auto-sharding}). Without
 * the flag all objects are its own and nothing is done.
 */
public final class AutoSharding {
  private static final Duration LAST_ROUNDS = Duration.ofSeconds(5);
  private static final LongSupplier NANO_TIME = System::nanoTime;

  private final Optional<Parts> parts;
  private final List<Consumer<Predicate<ObjectKey>>> wakers = new CopyOnWriteArrayList<>();
  private volatile Optional<Running> running = Optional.empty();

  private record Parts(LeaseTimes times, ShardGate gate, String labelSelector) {}

  private record Running(ShardLoop loop, Thread thread) {}

  private AutoSharding(Optional<Parts> parts) {
    this.parts = parts;
  }

  /** As the flags want it. */
  public static AutoSharding of(CommonFlags flags) {
    if (!flags.autoSharding()) {
      return new AutoSharding(Optional.empty());
    }
    LeaseTimes times = LeaseTimes.of(flags.leaderElection());
    ShardGate gate = new ShardGate(NANO_TIME, times.lease().toNanos());
    return new AutoSharding(Optional.of(new Parts(times, gate, flags.watchLabelSelector())));
  }

  /** Whether objects are divided at all. */
  public boolean isOn() {
    return parts.isPresent();
  }

  /** Which objects this replica works on. */
  public Ownership ownership() {
    return parts.<Ownership>map(Parts::gate).orElse(Ownership.EVERYTHING);
  }

  /** Stops writes when the lease ran out. */
  public WriteFence fence() {
    return parts.map(each -> new WriteFence(each.gate()::mayWrite)).orElseGet(WriteFence::open);
  }

  /**
   * Adds somebody who lets objects be looked at.
   *
   * @param waker is told of every share of objects that this replica gets; must not block
   */
  public void onArrival(Consumer<Predicate<ObjectKey>> waker) {
    wakers.add(waker);
  }

  /**
   * Joins the other replicas. Watches should be running: what they show before counts as known.
   *
   * @param namespace where the Leases are
   * @param instance the host name
   */
  public void join(
      KubernetesClient client, String controller, String namespace, String instance, Clock clock) {
    parts.ifPresent(
        each -> {
          String group = LeaseSettings.shardName(controller, each.labelSelector());
          Register register = new LeaseRegister(client, namespace, group, instance, clock);
          running = Optional.of(start(each, register, group));
        });
  }

  private Running start(Parts each, Register register, String group) {
    String id = group + "-shards-" + UUID.randomUUID().toString().substring(0, 13);
    Member member =
        new Member(id, each.times(), register, each.gate(), NANO_TIME, this::wakeObjectsOf);
    ShardLoop loop = new ShardLoop(member, each.times().retryPeriod());
    each.gate().onIdle(loop::hurryUp);
    each.gate().onBack(objects -> wake(objects::contains));
    return new Running(loop, Thread.ofPlatform().name("auto-sharding").daemon(true).start(loop));
  }

  private void wakeObjectsOf(ShardSet shards) {
    wake(key -> shards.has(Rendezvous.shardOf(key)));
  }

  private void wake(Predicate<ObjectKey> objects) {
    wakers.forEach(waker -> waker.accept(objects));
  }

  /** Begins to hand everything over to others; runs under way may end. */
  public void leave() {
    running.ifPresent(each -> each.loop().leave());
  }

  /** Ends, when no run is under way any more; if one is, the lease has to run out. */
  public void stop() {
    running.ifPresent(AutoSharding::end);
  }

  private static void end(Running each) {
    each.loop().leave();
    try {
      if (!each.thread().join(LAST_ROUNDS)) {
        each.thread().interrupt();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
