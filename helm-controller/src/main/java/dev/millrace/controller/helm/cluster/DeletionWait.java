package dev.millrace.controller.helm.cluster;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.Subscription;
import dev.millrace.apply.cluster.WatchListener;
import dev.millrace.apply.cluster.WatchTarget;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.cluster.ClusterConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits until objects are gone: most are as soon as their deletion is answered, so that one look is
 * enough; a watch, which needs a connection of its own, follows those that take their time.
 */
final class DeletionWait implements AutoCloseable {
  private final Map<ObjectRef, Absence> absences = new LinkedHashMap<>();
  private final List<Subscription> watches = new ArrayList<>();

  /** Starts to look at an object. */
  void add(ClusterConnection cluster, String apiVersion, ObjectRef ref) {
    if (isGone(cluster, apiVersion, ref)) {
      return;
    }
    Absence absence = new Absence();
    absences.put(ref, absence);
    watches.add(cluster.watch(WatchTarget.object(apiVersion, ref), absence));
  }

  /** Whoever may not read an object may be allowed to watch it. */
  private static boolean isGone(ClusterConnection cluster, String apiVersion, ObjectRef ref) {
    try {
      return cluster.get(apiVersion, ref).isEmpty();
    } catch (ApiFailure _) {
      return false;
    }
  }

  /** Returns what is still there after that time; empty as soon as everything is gone. */
  List<ObjectRef> await(Duration timeout) throws InterruptedException {
    CompletableFuture<?>[] all =
        absences.values().stream().map(absence -> absence.gone).toArray(CompletableFuture[]::new);
    try {
      Optional<?> _ =
          Optional.ofNullable(
              CompletableFuture.allOf(all).get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException _) {
      // told by what is left
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    return absences.entrySet().stream()
        .filter(entry -> !entry.getValue().gone.isDone())
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public void close() {
    watches.forEach(Subscription::close);
  }

  private static final class Absence implements WatchListener {
    private final CompletableFuture<Boolean> gone = new CompletableFuture<>();
    private boolean present;

    @Override
    public void onUpsert(KubeObject object) {
      present = true;
    }

    @Override
    public void onDelete(ObjectRef ref) {
      gone.complete(true);
    }

    @Override
    public void onSynced() {
      if (!present) {
        gone.complete(true);
      }
    }
  }
}
