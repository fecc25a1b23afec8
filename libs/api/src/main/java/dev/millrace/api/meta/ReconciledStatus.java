package dev.millrace.api.meta;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields that the statuses of the kinds share, for code that treats all kinds alike.
 *
 * <p>ExternalArtifact and ArtifactGenerator lack some of the fields; for them the defaults here
 * apply: reading gives "not recorded" and writing changes nothing.
 *
 * @param <S> the status type itself
 */
public interface ReconciledStatus<S extends ReconciledStatus<S>> {

  /** The conditions in the order in which they were set; never null. */
  List<Condition> conditions();

  /** The same status with other conditions. */
  S withConditions(List<Condition> conditions);

  /** The last generation that was reconciled, -1 for none, 0 when the kind does not record it. */
  default long observedGeneration() {
    return 0;
  }

  /** The same status with another observed generation. */
  @SuppressWarnings("unchecked")
  default S withObservedGeneration(long observedGeneration) {
    return (S) this;
  }

  /** The last value of {@code reconcile.fluxcd.io/requestedAt} that was acted on. */
  default @Nullable String lastHandledReconcileAt() {
    return null;
  }

  /** The same status with another handled request. */
  @SuppressWarnings("unchecked")
  default S withLastHandledReconcileAt(@Nullable String lastHandledReconcileAt) {
    return (S) this;
  }
}
