package dev.millrace.runtime.reconcile;

import dev.millrace.runtime.logging.LogKey;
import java.util.UUID;
import org.slf4j.MDC;

/** Puts the keys that {@code flux logs} filters by into every log line of a run. */
final class RunContext implements AutoCloseable {
  private RunContext() {}

  static RunContext enter(String group, ObjectKey key) {
    MDC.put(LogKey.GROUP, group);
    MDC.put(LogKey.KIND, key.kind());
    MDC.put(LogKey.NAMESPACE, key.namespace());
    MDC.put(LogKey.NAME, key.name());
    MDC.put(LogKey.ID, UUID.randomUUID().toString());
    return new RunContext();
  }

  @Override
  public void close() {
    MDC.remove(LogKey.GROUP);
    MDC.remove(LogKey.KIND);
    MDC.remove(LogKey.NAMESPACE);
    MDC.remove(LogKey.NAME);
    MDC.remove(LogKey.ID);
  }
}
