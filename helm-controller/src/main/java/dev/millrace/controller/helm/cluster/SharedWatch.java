package dev.millrace.controller.helm.cluster;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.Cluster;
import dev.millrace.apply.cluster.Subscription;
import dev.millrace.apply.cluster.WatchListener;
import dev.millrace.apply.cluster.WatchTarget;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One watch on which many wait. It remembers what changed last, so that who comes late hears of
 * what happened to its object meanwhile; who might have missed something can't join. Thread-safe.
 */
final class SharedWatch implements WatchListener {
  private static final int REMEMBERED = 64;

  private final Cluster cluster;
  private final Runnable onUnused;
  private final List<Follower> followers = new ArrayList<>();
  private final Map<ObjectRef, KubeObject> changed =
      new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectRef, KubeObject> eldest) {
          boolean tooMany = size() > REMEMBERED;
          if (tooMany) {
            forgetBefore(eldest.getValue().resourceVersion());
          }
          return tooMany;
        }
      };

  private final Set<ObjectRef> gone =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<ObjectRef, Boolean> eldest) {
              return size() > REMEMBERED;
            }
          });

  private String rememberedSince;
  private boolean closed;
  private @Nullable Subscription subscription;

  /**
   * A watch that is not open yet.
   *
   * @param since the resource version after which it hears of everything
   * @param onUnused runs when the last one leaves
   */
  SharedWatch(Cluster cluster, String since, Runnable onUnused) {
    this.cluster = cluster;
    this.rememberedSince = since;
    this.onUnused = onUnused;
  }

  /** Somebody who waits for an object, and what else it may come to listen to. */
  private static final class Follower {
    private final KubeObject since;
    private final WatchListener listener;
    private boolean heard;
    private boolean left;
    private @Nullable Subscription own;

    Follower(KubeObject since, WatchListener listener) {
      this.since = since;
      this.listener = listener;
    }

    boolean waitsFor(ObjectRef ref) {
      return since.ref().equals(ref);
    }
  }

  void open(WatchTarget target) {
    Subscription opened = cluster.watch(target, this);
    synchronized (this) {
      if (!closed) {
        subscription = opened;
        return;
      }
    }
    opened.close();
  }

  /** Lets nobody join any more, if nobody is there. */
  synchronized boolean endIfUnused() {
    closed |= followers.isEmpty();
    return closed;
  }

  void close() {
    Subscription open;
    synchronized (this) {
      closed = true;
      open = subscription;
      subscription = null;
    }
    if (open != null) {
      open.close();
    }
  }

  /**
   * Reports the changes of an object from a state of it on.
   *
   * @return nothing if some of them may be forgotten, or the identity may not watch so much
   */
  synchronized Optional<Subscription> follow(KubeObject since, WatchListener listener) {
    KubeObject latest = changed.get(since.ref());
    boolean missed = latest == null && isBefore(since.resourceVersion(), rememberedSince);
    if (missed || closed || gone.contains(since.ref())) {
      return Optional.empty();
    }
    Follower follower = new Follower(since, listener);
    followers.add(follower);
    if (latest != null && isBefore(since.resourceVersion(), latest.resourceVersion())) {
      follower.heard = true;
      listener.onUpsert(latest);
    }
    return Optional.of(() -> leave(follower));
  }

  private void leave(Follower follower) {
    Subscription own;
    boolean unused;
    synchronized (this) {
      followers.remove(follower);
      follower.left = true;
      own = follower.own;
      unused = followers.isEmpty();
    }
    if (own != null) {
      own.close();
    }
    if (unused) {
      onUnused.run();
    }
  }

  @Override
  public void onUpsert(KubeObject object) {
    List<Follower> concerned;
    synchronized (this) {
      gone.remove(object.ref());
      changed.put(object.ref(), object.without("metadata", "managedFields"));
      concerned = followersOf(object.ref());
      concerned.forEach(follower -> follower.heard = true);
    }
    concerned.forEach(follower -> follower.listener.onUpsert(object));
  }

  @Override
  public void onDelete(ObjectRef ref) {
    List<Follower> concerned;
    synchronized (this) {
      changed.remove(ref);
      gone.add(ref);
      concerned = followersOf(ref);
    }
    concerned.forEach(follower -> follower.listener.onDelete(ref));
  }

  /** All there is was reported: what nobody ever heard of went while the watch was broken. */
  @Override
  public void onSynced() {
    List<Follower> unheard;
    synchronized (this) {
      unheard = followers.stream().filter(follower -> !follower.heard).toList();
    }
    unheard.forEach(follower -> follower.listener.onDelete(follower.since.ref()));
  }

  /** Who may not watch all objects may still be allowed to watch its own. */
  @Override
  public void onFailure(ApiFailure failure) {
    List<Follower> all;
    synchronized (this) {
      closed |= failure.isForbidden();
      all = List.copyOf(followers);
    }
    if (failure.isForbidden()) {
      close();
      all.forEach(this::watchAlone);
    } else {
      all.forEach(follower -> follower.listener.onFailure(failure));
    }
  }

  private void watchAlone(Follower follower) {
    KubeObject since = follower.since;
    Subscription own =
        cluster.watch(
            WatchTarget.object(since.apiVersion(), since.ref()).since(since.resourceVersion()),
            follower.listener);
    synchronized (this) {
      if (!follower.left) {
        follower.own = own;
        return;
      }
    }
    own.close();
  }

  private List<Follower> followersOf(ObjectRef ref) {
    return followers.stream().filter(follower -> follower.waitsFor(ref)).toList();
  }

  private void forgetBefore(String version) {
    if (isBefore(rememberedSince, version)) {
      rememberedSince = version;
    }
  }

  /** Versions are numbers that grow; of any others nothing is known. */
  private static boolean isBefore(String first, String second) {
    try {
      return Long.parseUnsignedLong(first) < Long.parseUnsignedLong(second);
    } catch (NumberFormatException _) {
      return !first.equals(second);
    }
  }
}
