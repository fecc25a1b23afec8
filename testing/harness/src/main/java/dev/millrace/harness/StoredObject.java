package dev.millrace.harness;

import dev.millrace.api.meta.ReconciledObject;
import dev.millrace.api.meta.ReconciledStatus;
import dev.millrace.runtime.reconcile.ObjectWriter;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Optional;

/** An object as a server keeps it: who reads it gets a copy. */
final class StoredObject<
        R extends CustomResource<?, S> & ReconciledObject<S>, S extends ReconciledStatus<S>>
    implements ObjectWriter<R, S> {
  private final KubernetesSerialization json = new KubernetesSerialization();
  private final R object;
  private int statusWrites;

  StoredObject(R object) {
    this.object = object;
  }

  R object() {
    return object;
  }

  int statusWrites() {
    return statusWrites;
  }

  @Override
  public Optional<R> latest() {
    return Optional.of(json.clone(object));
  }

  @Override
  public Optional<R> addFinalizer(R seen, String finalizer) {
    object.getMetadata().getFinalizers().add(finalizer);
    return latest();
  }

  @Override
  public Optional<R> removeFinalizer(R seen, String finalizer) {
    object.getMetadata().getFinalizers().remove(finalizer);
    return latest();
  }

  @Override
  public Optional<R> writeStatus(R seen, S before, S after) {
    object.setStatus(after);
    statusWrites++;
    return latest();
  }

  @Override
  public Optional<R> clearStatus(R seen) {
    object.setStatus(null);
    statusWrites++;
    return latest();
  }
}
