package dev.millrace.runtime.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Optional;

/** The annotation by which people and webhooks ask for a run (FLUX.md 1.2). */
public final class ReconcileRequest {
  /** Any change of its value starts a run. */
  public static final String ANNOTATION = "reconcile.fluxcd.io/requestedAt";

  private ReconcileRequest() {}

  /** The value an object carries. */
  public static Optional<String> of(HasMetadata object) {
    Map<String, String> annotations = object.getMetadata().getAnnotations();
    return annotations == null
        ? Optional.empty()
        : Optional.ofNullable(annotations.get(ANNOTATION));
  }
}
