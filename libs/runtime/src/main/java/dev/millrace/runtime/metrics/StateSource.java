package dev.millrace.runtime.metrics;

import dev.millrace.api.meta.FluxObject;
import java.util.stream.Stream;

/**
 * Objects whose state is shown as metrics. A controller offers one for kinds that it watches
 * without reconciling them; those that it reconciles are shown anyway.
 */
public interface StateSource {
  /** The objects as they are known now, without a request; called for every scrape. */
  Stream<? extends FluxObject> objects();
}
