package dev.millrace.runtime.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Objects;

/** Which changes of an object start a run: its spec, a request, its deletion (FLUX.md 1.13). */
final class PrimaryChange {
  private PrimaryChange() {}

  static boolean startsRun(HasMetadata now, HasMetadata before) {
    return !Objects.equals(now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
        || !ReconcileRequest.of(now).equals(ReconcileRequest.of(before))
        || now.isMarkedForDeletion() != before.isMarkedForDeletion()
        || !Objects.equals(now.getMetadata().getUid(), before.getMetadata().getUid());
  }
}
