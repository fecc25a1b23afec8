package dev.millrace.apply;

import dev.millrace.apply.cluster.Cluster;
import dev.millrace.apply.cluster.Subscription;
import dev.millrace.apply.cluster.WatchListener;
import dev.millrace.apply.cluster.WatchTarget;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits, by watches, until deleted objects are gone.
 *
 * @param timeout how long to wait for one
 * @param parking waits
 */
record Termination(Cluster cluster, Duration timeout, Parking parking) {
  /**
   * Waits for the end of the object with a uid, or of whichever has the name if the uid is empty.
   *
   * @return whether it is gone; false if it still was there in the end
   */
  boolean await(String apiVersion, ObjectRef ref, String uid) {
    Watch watch = new Watch(uid);
    try (Subscription _ = cluster.watch(WatchTarget.object(apiVersion, ref), watch)) {
      return parking.park(() -> watch.gone.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Watch implements WatchListener {
    private final String uid;
    private final CompletableFuture<Boolean> gone = new CompletableFuture<>();
    private boolean present;

    Watch(String uid) {
      this.uid = uid;
    }

    @Override
    public void onUpsert(KubeObject object) {
      boolean same = uid.isEmpty() || object.uid().equals(uid);
      present = same;
      if (!same) {
        gone.complete(true);
      }
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
