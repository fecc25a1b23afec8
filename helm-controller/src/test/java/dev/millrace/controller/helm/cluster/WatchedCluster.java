package dev.millrace.controller.helm.cluster;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.Subscription;
import dev.millrace.apply.cluster.WatchListener;
import dev.millrace.apply.cluster.WatchTarget;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A cluster that can only be watched; a test says what happens in it. */
final class WatchedCluster extends StubCluster {
  private final List<String> targets = new ArrayList<>();
  private final List<WatchListener> listeners = new ArrayList<>();

  /** What is or was watched, as {@code KIND NAME in NAMESPACE with LABEL since VERSION}. */
  List<String> targets() {
    return List.copyOf(targets);
  }

  void report(KubeObject object) {
    all(listener -> listener.onUpsert(object));
  }

  void gone(String name) {
    all(listener -> listener.onDelete(new ObjectRef("apps", "Deployment", "apps", name)));
  }

  void synced() {
    all(WatchListener::onSynced);
  }

  void fail(ApiFailure failure) {
    all(listener -> listener.onFailure(failure));
  }

  private void all(Consumer<WatchListener> event) {
    List.copyOf(listeners).forEach(event);
  }

  @Override
  public Subscription watch(WatchTarget target, WatchListener listener) {
    targets.add(
        target.kind()
            + (target.name().isEmpty() ? "" : " " + target.name())
            + " in "
            + target.namespace()
            + (target.labelSelector().isEmpty() ? "" : " with " + target.labelSelector())
            + " since "
            + target.since());
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
