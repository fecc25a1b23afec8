package dev.millrace.apply.observe;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.Cluster;
import dev.millrace.apply.cluster.Subscription;
import dev.millrace.apply.cluster.WatchListener;
import dev.millrace.apply.cluster.WatchTarget;
import dev.millrace.apply.health.Health;
import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The watch on all managed objects of one kind. */
final class WatchedKind implements WatchListener {

  /** Stands for a version that is no number; nothing is known to come before or after it. */
  private static final long INCOMPARABLE = Long.MAX_VALUE;

  private final WatchTarget target;
  private final Lens lens;
  private final BiConsumer<WatchedObject, KubeObject> onChange;
  private final Consumer<ObjectRef> onGone;
  private final Map<ObjectRef, WatchedObject> objects = new HashMap<>();
  private final Map<ObjectRef, Set<WatchListener>> followers = new HashMap<>();

  /** The versions of objects that were applied and that the watch has not shown yet. */
  private final Map<ObjectRef, Long> unseen = new HashMap<>();

  private long reached;
  private boolean upToDate;
  private boolean closed;
  private @Nullable Subscription subscription;

  WatchedKind(
      WatchTarget target,
      Lens lens,
      BiConsumer<WatchedObject, KubeObject> onChange,
      Consumer<ObjectRef> onGone) {
    this.target = target;
    this.lens = lens;
    this.onChange = onChange;
    this.onGone = onGone;
  }

  /** What is watched. */
  record Key(String apiVersion, String kind) {

    static Key of(InventoryEntry entry) {
      return new Key(entry.apiVersion(), entry.ref().kind());
    }

    WatchTarget target(String namespace, String labelSelector) {
      return new WatchTarget(apiVersion, kind, namespace, "", labelSelector, "");
    }
  }

  void open(Cluster cluster) {
    Subscription opened = cluster.watch(target, this);
    synchronized (this) {
      if (!closed) {
        subscription = opened;
        return;
      }
    }
    opened.close();
  }

  void close() {
    Subscription open;
    synchronized (this) {
      closed = true;
      open = subscription;
    }
    if (open != null) {
      open.close();
    }
  }

  /** An object that is not seen may exist all the same: without the labels by which it would be. */
  synchronized Sighting look(ObjectRef ref) {
    WatchedObject object = upToDate ? objects.get(ref) : null;
    return object == null ? new Sighting.Unknown() : object.sighting();
  }

  /** What is known of an object in the very version that is given. */
  synchronized Optional<WatchedObject> inVersionOf(KubeObject object) {
    return Optional.ofNullable(objects.get(object.ref()))
        .filter(known -> known.isVersionOf(object));
  }

  synchronized Optional<Health> health(ObjectRef ref) {
    return upToDate
        ? Optional.ofNullable(objects.get(ref)).map(WatchedObject::health)
        : Optional.empty();
  }

  synchronized Optional<Health> healthAfter(KubeObject state) {
    return upToDate ? newerThan(state).map(WatchedObject::health) : Optional.empty();
  }

  private Optional<WatchedObject> newerThan(KubeObject state) {
    return Optional.ofNullable(objects.get(state.ref()))
        .filter(known -> isOlder(state, known.metadata()));
  }

  /**
   * Reports changes of an object. A change after the given state that was seen already is reported
   * at once; if it is not known any more, or the object is gone or not watched, nothing is
   * followed.
   */
  synchronized Optional<Subscription> follow(KubeObject since, WatchListener listener) {
    Optional<WatchedObject> newer = newerThan(since);
    if (!upToDate
        || !mayStillBeSeen(since)
        || newer.filter(known -> known.unwell().isEmpty()).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(follow(since.ref(), newer.flatMap(WatchedObject::unwell), listener));
  }

  /** Reports an object that is not well, and its changes. */
  synchronized Optional<Subscription> follow(ObjectRef ref, WatchListener listener) {
    Optional<KubeObject> unwell =
        upToDate
            ? Optional.ofNullable(objects.get(ref)).flatMap(WatchedObject::unwell)
            : Optional.empty();
    return unwell.isEmpty() ? Optional.empty() : Optional.of(follow(ref, unwell, listener));
  }

  private Subscription follow(ObjectRef ref, Optional<KubeObject> now, WatchListener listener) {
    followers.computeIfAbsent(ref, _ -> new HashSet<>()).add(listener);
    now.ifPresent(listener::onUpsert);
    return () -> unfollow(ref, listener);
  }

  private synchronized void unfollow(ObjectRef ref, WatchListener listener) {
    followers.computeIfPresent(
        ref,
        (_, listeners) -> {
          listeners.remove(listener);
          return listeners.isEmpty() ? null : listeners;
        });
  }

  private synchronized List<WatchListener> followersOf(ObjectRef ref) {
    return List.copyOf(followers.getOrDefault(ref, Set.of()));
  }

  private boolean mayStillBeSeen(KubeObject state) {
    return objects.containsKey(state.ref())
        || (target.covers(state) && number(state.resourceVersion()) > reached);
  }

  /**
   * An object is as wanted. If the watch has come past that version without showing the object, it
   * is gone already.
   */
  void noteSettled(KubeObject desired, KubeObject live) {
    settle(desired, live);
    reportMissed();
  }

  private synchronized void settle(KubeObject desired, KubeObject live) {
    WatchedObject known = objects.get(live.ref());
    if (known == null && !target.covers(live)) {
      return; // nobody would hear of its changes
    }
    if (known != null && known.isVersionOf(live)) {
      objects.put(live.ref(), known.asExpected(DesiredDigest.of(desired)));
      return;
    }
    WatchedObject settled = WatchedObject.settled(live, lens).equalTo(DesiredDigest.of(desired));
    if (known == null) {
      objects.put(live.ref(), settled);
      unseen.put(live.ref(), number(live.resourceVersion()));
    } else if (!isOlder(live, known.metadata())) {
      objects.put(live.ref(), settled.withContentAsIn(known));
    } else {
      objects.put(live.ref(), known.after(settled));
    }
  }

  synchronized void noteCompared(KubeObject live) {
    objects.computeIfPresent(
        live.ref(), (_, known) -> known.isVersionOf(live) ? known.withContentOf(live) : known);
  }

  synchronized void noteEqual(KubeObject desired, KubeObject seen) {
    objects.computeIfPresent(
        seen.ref(),
        (_, known) -> known.isVersionOf(seen) ? known.equalTo(DesiredDigest.of(desired)) : known);
  }

  @Override
  public void onUpsert(KubeObject object) {
    WatchedObject changed;
    synchronized (this) {
      unseen.remove(object.ref());
      WatchedObject known = objects.get(object.ref());
      if (known == null || !known.metadata().uid().equals(object.uid())) {
        changed = WatchedObject.settled(object, lens);
      } else if (isOlder(known.metadata(), object)) {
        changed = known.changedTo(object, lens);
      } else {
        return;
      }
      objects.put(object.ref(), changed);
    }
    followersOf(object.ref()).forEach(follower -> follower.onUpsert(object));
    onChange.accept(changed, object);
  }

  /** Whether the first is an older version of an object than the second. */
  private static boolean isOlder(KubeObject first, KubeObject second) {
    long before = number(first.resourceVersion());
    long after = number(second.resourceVersion());
    return before == INCOMPARABLE || after == INCOMPARABLE
        ? !first.resourceVersion().equals(second.resourceVersion())
        : before < after;
  }

  private static long number(String resourceVersion) {
    try {
      return Long.parseLong(resourceVersion);
    } catch (NumberFormatException _) {
      return INCOMPARABLE;
    }
  }

  /**
   * A Job that goes after its time to live is no drift: to make it anew at once would run it again
   * and again. The next run does, as Flux's does.
   */
  @Override
  public void onDelete(ObjectRef ref) {
    WatchedObject gone;
    synchronized (this) {
      gone = objects.remove(ref);
      unseen.remove(ref);
    }
    followersOf(ref).forEach(follower -> follower.onDelete(ref));
    if (gone == null || !gone.mayVanish()) {
      onGone.accept(ref);
    }
  }

  @Override
  public void onReached(String resourceVersion) {
    synchronized (this) {
      long version = number(resourceVersion);
      reached = version == INCOMPARABLE ? reached : Math.max(reached, version);
    }
    reportMissed();
  }

  /** What should have been shown by now was deleted, or lost its labels, before it could be. */
  private void reportMissed() {
    List<ObjectRef> missed;
    synchronized (this) {
      missed =
          unseen.entrySet().stream()
              .filter(object -> object.getValue() <= reached)
              .map(Map.Entry::getKey)
              .toList();
      unseen.keySet().removeAll(missed);
    }
    missed.forEach(this::onDelete);
  }

  @Override
  public synchronized void onSynced() {
    upToDate = true;
  }

  @Override
  public synchronized void onFailure(ApiFailure failure) {
    upToDate = false;
  }
}
