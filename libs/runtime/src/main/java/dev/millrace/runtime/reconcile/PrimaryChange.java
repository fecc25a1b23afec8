package dev.millrace.runtime.reconcile;

import dev.millrace.api.meta.FluxObject;
import java.util.Objects;

/** Which changes of an object start a run: its spec, a request, its deletion (FLUX.md 1.13). */
final class PrimaryChange {
  private PrimaryChange() {}

  static boolean startsRun(FluxObject now, FluxObject before) {
    return !Objects.equals(now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
        || !now.requestedAt().equals(before.requestedAt())
        || now.isMarkedForDeletion() != before.isMarkedForDeletion()
        || !Objects.equals(now.getMetadata().getUid(), before.getMetadata().getUid());
  }
}
