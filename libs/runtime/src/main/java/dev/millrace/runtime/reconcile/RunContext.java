package dev.millrace.runtime.reconcile;

import java.util.UUID;
import org.slf4j.MDC;

/** Puts the keys that {@code flux logs} filters by into every log line of a run. */
final class RunContext implements AutoCloseable {
  static final String KIND = "controllerKind";
  static final String NAMESPACE = "namespace";
  static final String NAME = "name";
  static final String ID = "reconcileID";

  private RunContext() {}

  static RunContext enter(ObjectKey key) {
    MDC.put(KIND, key.kind());
    MDC.put(NAMESPACE, key.namespace());
    MDC.put(NAME, key.name());
    MDC.put(ID, UUID.randomUUID().toString());
    return new RunContext();
  }

  @Override
  public void close() {
    MDC.remove(KIND);
    MDC.remove(NAMESPACE);
    MDC.remove(NAME);
    MDC.remove(ID);
  }
}
