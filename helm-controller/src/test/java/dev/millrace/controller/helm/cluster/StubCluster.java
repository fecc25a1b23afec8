package dev.millrace.controller.helm.cluster;

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

/** A cluster that nothing is expected to be asked of but what a test makes it answer. */
public class StubCluster implements Cluster {
  @Override
  public boolean isNamespaced(String apiVersion, String kind) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<KubeObject> get(String apiVersion, ObjectRef ref) {
    throw new UnsupportedOperationException();
  }

  @Override
  public KubeObject apply(KubeObject object, ApplyMode mode) {
    throw new UnsupportedOperationException();
  }

  @Override
  public KubeObject patch(
      String apiVersion, ObjectRef ref, List<PatchOperation> operations, String fieldManager) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete(String apiVersion, ObjectRef ref, DeleteMode mode) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Subscription watch(WatchTarget target, WatchListener listener) {
    throw new UnsupportedOperationException();
  }
}
