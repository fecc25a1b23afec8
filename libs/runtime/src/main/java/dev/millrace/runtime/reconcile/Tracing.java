package dev.millrace.runtime.reconcile;

import dev.millrace.api.meta.FluxObject;

/** Is told of each run that begins. */
@FunctionalInterface
public interface Tracing {
  /** Does not look. */
  Tracing OFF = _ -> RunTrace.UNSEEN;

  /** A run for an object begins. */
  RunTrace begins(FluxObject object);
}
