package dev.millrace.apply.health;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.Cluster;
import dev.millrace.apply.cluster.Subscription;
import dev.millrace.apply.cluster.WatchListener;
import dev.millrace.apply.cluster.WatchTarget;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on one object of a wait, kept up to date by a watch on it and one on its pods. An
 * object that is well is not held in memory: a wait may be long, and there may be many.
 */
final class AwaitedObject {

  private static final Health UNSEEN = Health.unknown("");

  private final String apiVersion;
  private final ObjectRef ref;
  private final boolean mayVanish;
  private final Cluster cluster;
  private final HealthFeed feed;
  private final HealthRules rules;
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final Map<ObjectRef, KubeObject> pods = new LinkedHashMap<>();

  private Runnable onVerdict = () -> {};
  private @Nullable KubeObject object;
  private Health health = UNSEEN;
  private boolean watchesPods;
  private boolean reads;
  private boolean closed;

  AwaitedObject(HealthTarget target, Cluster cluster, HealthFeed feed, HealthRules rules) {
    this.apiVersion = target.apiVersion();
    this.ref = target.ref();
    this.mayVanish = target.mayVanish();
    this.object = target.lastSeen().orElse(null);
    this.cluster = cluster;
    this.feed = feed;
    this.rules = rules;
  }

  ObjectRef ref() {
    return ref;
  }

  synchronized Health health() {
    return health;
  }

  /** Starts the watch, unless what is known of the object is good enough. */
  void begin(Runnable listener) {
    synchronized (this) {
      onVerdict = listener;
    }
    Optional<KubeObject> seen = lastSeen();
    if (seen.isPresent()) {
      judge();
    }
    if (health().status() != HealthStatus.CURRENT) {
      recall(seen);
    }
    if (health().status() != HealthStatus.CURRENT) {
      keep(subscribe(seen));
    }
  }

  private synchronized Optional<KubeObject> lastSeen() {
    return Optional.ofNullable(object);
  }

  /** An object that others watch need not be read or watched to know that it is well by now. */
  private void recall(Optional<KubeObject> seen) {
    if (rules.areFluxsOwnFor(ref)) {
      seen.map(feed::knownAfter)
          .orElseGet(() -> feed.known(apiVersion, ref))
          .filter(known -> known.status() == HealthStatus.CURRENT)
          .ifPresent(this::isWellSince);
    }
  }

  /** The state that was seen last is out of date: it must not be judged again. */
  private void isWellSince(Health known) {
    synchronized (this) {
      object = null;
    }
    decide(known);
  }

  private Subscription subscribe(Optional<KubeObject> seen) {
    WatchListener listener = new OwnListener();
    Optional<Subscription> shared =
        seen.isPresent()
            ? feed.follow(seen.get(), listener)
            : feed.follow(apiVersion, ref, listener);
    return shared.orElseGet(
        () ->
            cluster.watch(
                WatchTarget.object(apiVersion, ref)
                    .since(seen.map(KubeObject::resourceVersion).orElse("")),
                listener));
  }

  private void keep(Subscription subscription) {
    synchronized (this) {
      if (!closed) {
        subscriptions.add(subscription);
        return;
      }
    }
    subscription.close();
  }

  void close() {
    List<Subscription> open;
    synchronized (this) {
      closed = true;
      open = List.copyOf(subscriptions);
      subscriptions.clear();
    }
    open.forEach(Subscription::close);
  }

  /** Judges again what is known; reads the object if it cannot be watched. */
  void lookAgain() {
    boolean mustRead;
    synchronized (this) {
      mustRead = reads && !closed;
    }
    if (mustRead) {
      Thread.ofVirtual().start(this::read);
    } else {
      judge();
    }
  }

  private void read() {
    try {
      Optional<KubeObject> found = cluster.get(apiVersion, ref);
      found.ifPresentOrElse(this::see, this::miss);
    } catch (ApiFailure failure) {
      decide(Health.unknown(String.valueOf(failure.getMessage())));
    }
  }

  private void see(KubeObject seen) {
    synchronized (this) {
      object = seen;
    }
    judge();
  }

  private void miss() {
    synchronized (this) {
      object = null;
    }
    decide(mayVanish ? Health.current("Resource was removed") : Health.notFound());
  }

  private void judge() {
    KubeObject seen;
    List<KubeObject> itsPods;
    synchronized (this) {
      seen = object;
      itsPods = List.copyOf(pods.values());
    }
    if (seen == null) {
      return;
    }
    Health own = rules.judge(seen);
    if (rules.isJudgedByPods(seen, own)) {
      watchPods(seen);
      own = rules.judgeByPods(own, itsPods);
    }
    decide(seen, own);
  }

  /** Decides about a state of the object, unless it is not the last one that is known any more. */
  private void decide(KubeObject seen, Health verdict) {
    synchronized (this) {
      if (object != seen) {
        return;
      }
      if (verdict.status() == HealthStatus.CURRENT) {
        object = null;
      }
    }
    decide(verdict);
  }

  private void watchPods(KubeObject owner) {
    String selector = HealthRules.podSelector(owner);
    synchronized (this) {
      if (watchesPods || closed || selector.isEmpty()) {
        return;
      }
      watchesPods = true;
    }
    WatchTarget pods = new WatchTarget("v1", "Pod", owner.namespace(), "", selector, "");
    keep(cluster.watch(pods, new PodListener()));
  }

  private void decide(Health verdict) {
    Runnable listener;
    synchronized (this) {
      health = verdict;
      listener = onVerdict;
    }
    listener.run();
  }

  /** Hears of the object itself. */
  private final class OwnListener implements WatchListener {
    private boolean present;

    @Override
    public void onUpsert(KubeObject seen) {
      present = true;
      see(seen);
    }

    @Override
    public void onDelete(ObjectRef ref) {
      present = false;
      miss();
    }

    @Override
    public void onSynced() {
      if (!present) {
        miss();
      }
    }

    @Override
    public void onFailure(ApiFailure failure) {
      if (failure.isForbidden()) {
        synchronized (AwaitedObject.this) {
          reads = true;
        }
        lookAgain();
      } else if (health().status() == HealthStatus.UNKNOWN) {
        decide(Health.unknown(String.valueOf(failure.getMessage())));
      }
    }
  }

  /** Hears of the pods of the object. */
  private final class PodListener implements WatchListener {

    @Override
    public void onUpsert(KubeObject pod) {
      synchronized (AwaitedObject.this) {
        pods.put(pod.ref(), pod);
      }
      judge();
    }

    @Override
    public void onDelete(ObjectRef ref) {
      synchronized (AwaitedObject.this) {
        pods.remove(ref);
      }
      judge();
    }
  }
}
