package dev.millrace.api.meta;

/**
 * A kind with a status.
 *
 * @param <S> the type of its status
 */
public interface ReconciledObject<S extends ReconciledStatus<S>> extends FluxObject {

  /** The status, or an empty one when the object has none yet. */
  S status();
}
