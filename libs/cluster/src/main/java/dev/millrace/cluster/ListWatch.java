package dev.millrace.cluster;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.Subscription;
import dev.millrace.apply.cluster.WatchListener;
import dev.millrace.apply.cluster.WatchTarget;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.object.Tree;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One watch: lists, then streams changes, and begins again when the stream breaks. Runs on a
 * virtual thread of its own, from which the listener is called. One that is for changes only does
 * not read what there is; it says that it is in sync when changes are reported from then on, and
 * again after each break. It ends with the connection that it reads from.
 */
final class ListWatch implements Subscription {

  private final WatchTarget target;
  private final WatchListener listener;
  private final Transport transport;
  private final RandomGenerator random;
  private final Supplier<RequestPath> path;
  private final boolean changesOnly;
  private final Set<ObjectRef> known = new HashSet<>();

  private volatile boolean closed;
  private volatile @Nullable Thread thread;

  ListWatch(
      WatchTarget target,
      WatchListener listener,
      Transport transport,
      RandomGenerator random,
      Supplier<RequestPath> path,
      boolean changesOnly) {
    this.target = target;
    this.listener = listener;
    this.transport = transport;
    this.random = random;
    this.path = path;
    this.changesOnly = changesOnly;
  }

  static Subscription start(
      WatchTarget target,
      WatchListener listener,
      Transport transport,
      RandomGenerator random,
      Supplier<RequestPath> path) {
    return new ListWatch(target, listener, transport, random, path, false).started();
  }

  /** Reports changes only. */
  static Subscription startForChanges(
      WatchTarget target,
      WatchListener listener,
      Transport transport,
      RandomGenerator random,
      Supplier<RequestPath> path) {
    return new ListWatch(target, listener, transport, random, path, true).started();
  }

  private ListWatch started() {
    thread =
        Thread.ofVirtual().name("watch " + target.kind() + "/" + target.name()).start(this::run);
    return this;
  }

  @Override
  public void close() {
    closed = true;
    Thread running = thread;
    if (running != null && !running.equals(Thread.currentThread())) {
      running.interrupt();
    }
  }

  /** Watches until it, or its connection, is closed. */
  void run() {
    String version = target.since();
    int failures = 0;
    while (!closed) {
      try {
        version = version.isEmpty() ? begin() : version;
        version = stream(version);
        failures = 0;
      } catch (ApiFailure failure) {
        if (closed || transport.isClosed()) {
          return;
        }
        boolean expired = failure.status() == 410;
        if (expired || changesOnly) {
          version = "";
        }
        if (!expired) {
          listener.onFailure(failure);
          failures++;
        }
        pause(failures);
      }
    }
  }

  private String begin() {
    if (!changesOnly) {
      return list();
    }
    Map<String, @Nullable Object> one = transport.send("GET", path.get().query("limit", "1"), null);
    listener.onSynced();
    return Tree.string(one, "metadata", "resourceVersion");
  }

  /** Reports all objects that there are, and those as gone that were known before. */
  private String list() {
    PagedList list = PagedList.read(target, transport, path, Integer.MAX_VALUE);
    Set<ObjectRef> gone = new HashSet<>(known);
    list.objects().forEach(object -> gone.remove(object.ref()));
    gone.forEach(this::reportGone);
    list.objects().forEach(this::report);
    reportReached(list.version());
    listener.onSynced();
    return list.version();
  }

  private String stream(String from) {
    String version = from;
    RequestPath request =
        path.get()
            .query("watch", "1")
            .query("allowWatchBookmarks", "true")
            .query("resourceVersion", from)
            .query("timeoutSeconds", Long.toString(streamSeconds()));
    try (EventStream events = EventStream.open(transport, request)) {
      while (!closed) {
        Map<String, @Nullable Object> event = events.next();
        if (event == null) {
          break;
        }
        version = handle(event, version);
      }
    }
    return version;
  }

  /** Watches that began together do not end together. */
  private long streamSeconds() {
    long seconds = transport.limits().watchTimeout().toSeconds();
    return seconds + random.nextLong(Math.max(1, seconds / 4));
  }

  private String handle(Map<String, @Nullable Object> event, String version) {
    Map<String, @Nullable Object> tree = Tree.map(event, "object");
    switch (Tree.string(event, "type")) {
      case "ADDED", "MODIFIED" -> report(KubeObject.of(tree));
      case "DELETED" -> reportGone(KubeObject.of(tree).ref());
      case "ERROR" -> {
        int code = Tree.get(tree, "code") instanceof Long number ? number.intValue() : 500;
        throw StatusReply.failure(code, tree);
      }
      default -> {}
    }
    String newer = Tree.string(tree, "metadata", "resourceVersion");
    if (newer.isEmpty()) {
      return version;
    }
    reportReached(newer);
    return newer;
  }

  private void report(KubeObject object) {
    known.add(object.ref());
    if (!closed) {
      listener.onUpsert(object);
    }
  }

  private void reportGone(ObjectRef ref) {
    known.remove(ref);
    if (!closed) {
      listener.onDelete(ref);
    }
  }

  private void reportReached(String version) {
    if (!closed) {
      listener.onReached(version);
    }
  }

  private void pause(int failures) {
    if (failures == 0) {
      return;
    }
    Duration first = transport.limits().firstRetry();
    Duration wait = first.multipliedBy(1L << Math.min(failures - 1, 10));
    long millis = Math.min(wait.toMillis(), transport.limits().lastRetry().toMillis());
    try {
      Thread.sleep(millis / 2 + random.nextLong(millis / 2 + 1));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }
}
