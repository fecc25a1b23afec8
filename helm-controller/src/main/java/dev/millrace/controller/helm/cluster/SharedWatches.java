package dev.millrace.controller.helm.cluster;

import dev.millrace.apply.cluster.Cluster;
import dev.millrace.apply.cluster.Subscription;
import dev.millrace.apply.cluster.WatchListener;
import dev.millrace.apply.cluster.WatchTarget;
import dev.millrace.apply.health.Health;
import dev.millrace.apply.health.HealthFeed;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.cluster.Identity;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Watches that releases share while they wait: one for each identity, namespace and kind, of the
 * objects that bear the label of a HelmRelease. Nobody sees what another identity may see, and
 * nobody is watched for longer than somebody waits and a little after. Thread-safe.
 */
final class SharedWatches implements AutoCloseable {
  private static final Duration KEPT_WITHOUT_USE = Duration.ofSeconds(5);

  private final String label;
  private final ScheduledExecutorService timer;
  private final Map<Key, SharedWatch> watches = new HashMap<>();

  private record Key(Identity identity, String apiVersion, String kind, String namespace) {
    static Key of(Identity identity, KubeObject object) {
      return new Key(identity, object.apiVersion(), object.kind(), object.namespace());
    }
  }

  /**
   * No watches yet.
   *
   * @param label which all watched objects have
   * @param timer ends watches that nobody needs
   */
  SharedWatches(String label, ScheduledExecutorService timer) {
    this.label = label;
    this.timer = timer;
  }

  /**
   * The watches of one identity.
   *
   * @param cluster makes its requests as that identity
   */
  HealthFeed of(Identity identity, Cluster cluster) {
    return new HealthFeed() {
      @Override
      public Optional<Health> known(String apiVersion, ObjectRef ref) {
        return Optional.empty();
      }

      @Override
      public Optional<Subscription> follow(KubeObject since, WatchListener listener) {
        return canBeShared(since)
            ? watch(Key.of(identity, since), cluster, since).follow(since, listener)
            : Optional.empty();
      }
    };
  }

  /** What is not in a namespace may be large, as definitions are, and is seldom waited for. */
  private boolean canBeShared(KubeObject object) {
    return object.labels().containsKey(label)
        && !object.namespace().isEmpty()
        && !object.resourceVersion().isEmpty();
  }

  private SharedWatch watch(Key key, Cluster cluster, KubeObject since) {
    SharedWatch opened;
    synchronized (this) {
      SharedWatch open = watches.get(key);
      if (open != null) {
        return open;
      }
      opened = new SharedWatch(cluster, since.resourceVersion(), () -> endLater(key));
      watches.put(key, opened);
    }
    opened.open(
        new WatchTarget(key.apiVersion, key.kind, key.namespace, "", label, "")
            .since(since.resourceVersion()));
    endLater(key);
    return opened;
  }

  private void endLater(Key key) {
    var _ =
        timer.schedule(() -> endIfUnused(key), KEPT_WITHOUT_USE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void endIfUnused(Key key) {
    SharedWatch watch;
    synchronized (this) {
      watch = watches.get(key);
      if (watch == null || !watch.endIfUnused()) {
        return;
      }
      watches.remove(key);
    }
    watch.close();
  }

  /** Ends all watches. */
  @Override
  public void close() {
    List<SharedWatch> open;
    synchronized (this) {
      open = List.copyOf(watches.values());
      watches.clear();
    }
    open.forEach(SharedWatch::close);
  }
}
