package dev.millrace.cluster;

import dev.millrace.apply.cluster.ApplyMode;
import dev.millrace.apply.cluster.Cluster;
import dev.millrace.apply.cluster.DeleteMode;
import dev.millrace.apply.cluster.PatchOperation;
import dev.millrace.apply.cluster.Subscription;
import dev.millrace.apply.cluster.WatchListener;
import dev.millrace.apply.cluster.WatchTarget;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what is asked of a cluster; what it knows of kinds is not counted. */
final class CountedCluster implements Cluster {

  private final Cluster cluster;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  CountedCluster(Cluster cluster) {
    this.cluster = cluster;
  }

  List<String> requests() {
    return requests;
  }

  @Override
  public boolean isNamespaced(String apiVersion, String kind) {
    return cluster.isNamespaced(apiVersion, kind);
  }

  @Override
  public Optional<KubeObject> get(String apiVersion, ObjectRef ref) {
    requests.add("get " + ref);
    return cluster.get(apiVersion, ref);
  }

  @Override
  public KubeObject apply(KubeObject object, ApplyMode mode) {
    requests.add((mode.dryRun() ? "dry-run " : "apply ") + object);
    return cluster.apply(object, mode);
  }

  @Override
  public KubeObject patch(
      String apiVersion, ObjectRef ref, List<PatchOperation> operations, String fieldManager) {
    requests.add("patch " + ref);
    return cluster.patch(apiVersion, ref, operations, fieldManager);
  }

  @Override
  public void delete(String apiVersion, ObjectRef ref, DeleteMode mode) {
    requests.add("delete " + ref);
    cluster.delete(apiVersion, ref, mode);
  }

  @Override
  public Subscription watch(WatchTarget target, WatchListener listener) {
    requests.add("watch " + target);
    return cluster.watch(target, listener);
  }
}
