package dev.millrace.runtime.sharding;

import dev.millrace.runtime.reconcile.Hold;
import dev.millrace.runtime.reconcile.ObjectKey;
import dev.millrace.runtime.reconcile.Ownership;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lets runs in while their shard is this member's and its lease holds. Runs ask it before they
 * begin, and every write of theirs asks {@link #mayWrite}. Thread-safe.
 *
 * <p>It also remembers what it turned away, so that a replica which takes an object over knows
 * whether something happened to it that nobody has answered.
 */
final class ShardGate implements Ownership {
  private static final Runnable NOTHING = () -> {};

  private final LongSupplier nanoTime;
  private final long doubtNanos;
  private final @Nullable Grant[] grants = new Grant[ShardSet.COUNT];
  private final int[] running = new int[ShardSet.COUNT];
  private final Map<ObjectKey, Acquaintance> known = new HashMap<>();
  private final Set<Visit> visits = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<ObjectKey> missed = new HashSet<>();
  private final List<Consumer<Predicate<ObjectKey>>> onLoss = new CopyOnWriteArrayList<>();
  private Runnable onIdle = NOTHING;
  private Consumer<Set<ObjectKey>> onBack = _ -> {};
  private OptionalLong deadline = OptionalLong.empty();
  private long grantsGiven;

  /**
   * The right to work on a shard.
   *
   * @param lastServed when somebody else was last known to work on it; empty if nobody was seen
   */
  private record Grant(long number, OptionalLong lastServed) {}

  /** A run under way. */
  private record Visit(int shard, Thread worker) {}

  /**
   * What is remembered of an object.
   *
   * @param grant the last grant it was let in by; 0 for none
   * @param turnedAway when something happened to it last that was not answered here; empty for
   *     never
   */
  private record Acquaintance(long grant, OptionalLong turnedAway) {
    static final Acquaintance FIRST = new Acquaintance(0, OptionalLong.empty());
  }

  /**
   * A gate that lets nobody in yet.
   *
   * @param nanoTime a clock that never goes back, and goes on while the process is stopped
   * @param doubtNanos how long before the last sign of life of another member it may already have
   *     stopped to answer what happens
   */
  ShardGate(LongSupplier nanoTime, long doubtNanos) {
    this.nanoTime = nanoTime;
    this.doubtNanos = doubtNanos;
  }

  /** Is told, from a run's thread, whenever a closed shard has no run any more. */
  synchronized void onIdle(Runnable listener) {
    onIdle = listener;
  }

  /**
   * Is told of objects that were turned away while the lease had run out, as soon as it is there
   * again and they turn out to be this member's still.
   */
  synchronized void onBack(Consumer<Set<ObjectKey>> listener) {
    onBack = listener;
  }

  @Override
  public void onLoss(Consumer<Predicate<ObjectKey>> listener) {
    onLoss.add(listener);
  }

  @Override
  public synchronized Hold enter(ObjectKey object) {
    int shard = Rendezvous.shardOf(object);
    Grant grant = grants[shard];
    Acquaintance before = known.get(object);
    if (grant == null || isLapsed()) {
      known.put(object, before == null ? Acquaintance.FIRST : turnedAway(before));
      if (grant != null) {
        missed.add(object);
      }
      return new Hold(Hold.Kind.ELSEWHERE, NOTHING);
    }
    known.put(object, new Acquaintance(grant.number(), OptionalLong.empty()));
    Visit visit = new Visit(shard, Thread.currentThread());
    visits.add(visit);
    running[shard]++;
    return new Hold(kind(grant, before), unattended(grant), () -> end(visit));
  }

  @Override
  public synchronized boolean owns(ObjectKey object) {
    return grants[Rendezvous.shardOf(object)] != null && !isLapsed();
  }

  @Override
  public synchronized void forget(ObjectKey object) {
    known.remove(object);
    missed.remove(object);
  }

  /** Whether writes may go out: not when the lease ran out while a run was under way. */
  synchronized boolean mayWrite() {
    return !isLapsed();
  }

  /** Whether the lease ran out. */
  synchronized boolean isLapsed() {
    return deadline.isPresent() && nanoTime.getAsLong() - deadline.getAsLong() > 0;
  }

  /** The lease holds until a time. */
  void extend(long until) {
    Set<ObjectKey> back;
    Consumer<Set<ObjectKey>> listener;
    synchronized (this) {
      deadline = OptionalLong.of(until);
      back = Set.copyOf(missed);
      missed.clear();
      listener = onBack;
    }
    if (!back.isEmpty()) {
      listener.accept(back);
    }
  }

  /** The lease is lost. */
  synchronized void lapse() {
    deadline = OptionalLong.of(nanoTime.getAsLong() - 1);
  }

  /** There is no lease any more and nothing that needs one. */
  synchronized void release() {
    deadline = OptionalLong.empty();
  }

  /**
   * Lets runs of a shard in.
   *
   * @param lastServed when somebody was last known to work on it; empty if that was never seen
   */
  synchronized void open(int shard, OptionalLong lastServed) {
    grantsGiven++;
    grants[shard] = new Grant(grantsGiven, lastServed);
  }

  /** Lets no more runs of these shards in; those under way go on. */
  void close(ShardSet shards) {
    if (shards.isEmpty()) {
      return;
    }
    Predicate<ObjectKey> lost = object -> shards.has(Rendezvous.shardOf(object));
    synchronized (this) {
      shards.forEach(shard -> grants[shard] = null);
      missed.removeIf(lost);
    }
    onLoss.forEach(listener -> listener.accept(lost));
  }

  /** Whether no run of a shard is under way. */
  synchronized boolean isIdle(int shard) {
    return running[shard] == 0;
  }

  /** Whether no run is under way. */
  synchronized boolean isIdle() {
    return visits.isEmpty();
  }

  /** Asks the runs under way to end. */
  synchronized void interruptRuns() {
    visits.forEach(visit -> visit.worker().interrupt());
  }

  private Hold.Kind kind(Grant grant, @Nullable Acquaintance before) {
    if (before != null && before.grant() == grant.number()) {
      return Hold.Kind.OWN;
    }
    return isUnanswered(grant, before) ? Hold.Kind.NEW : Hold.Kind.TAKEN_OVER;
  }

  private Duration unattended(Grant grant) {
    return grant.lastServed().isEmpty()
        ? Duration.ZERO
        : Duration.ofNanos(nanoTime.getAsLong() - grant.lastServed().getAsLong());
  }

  private boolean isUnanswered(Grant grant, @Nullable Acquaintance before) {
    if (grant.lastServed().isEmpty()) {
      return true;
    }
    long surelyServed = grant.lastServed().getAsLong() - doubtNanos;
    return before != null
        && before.turnedAway().isPresent()
        && before.turnedAway().getAsLong() - surelyServed >= 0;
  }

  private Acquaintance turnedAway(Acquaintance before) {
    return new Acquaintance(before.grant(), OptionalLong.of(nanoTime.getAsLong()));
  }

  private void end(Visit visit) {
    Runnable listener = NOTHING;
    synchronized (this) {
      visits.remove(visit);
      running[visit.shard()]--;
      if (running[visit.shard()] == 0 && grants[visit.shard()] == null) {
        listener = onIdle;
      }
    }
    listener.run();
  }
}
