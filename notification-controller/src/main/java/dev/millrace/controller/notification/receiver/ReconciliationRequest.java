package dev.millrace.controller.notification.receiver;

import dev.millrace.api.notification.ObjectSelector;
import dev.millrace.cel.EvaluationException;
import dev.millrace.controller.notification.receiver.ResourceObjects.ClusterRefusal;
import dev.millrace.controller.notification.receiver.ResourceObjects.Key;
import dev.millrace.runtime.logging.LogKey;
import dev.millrace.runtime.logging.LogLine;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for the reconciliation of what one Receiver selects, as far as its filters let it. */
final class ReconciliationRequest {
  private static final Logger LOG = LoggerFactory.getLogger(ReconciliationRequest.class);
  private final ResourceObjects objects;
  private final ResourceKeys keys;

  ReconciliationRequest(ResourceObjects objects, ResourceKeys keys) {
    this.objects = objects;
    this.keys = keys;
  }

  /**
   * Asks for one resource of a Receiver.
   *
   * @param receiverNamespace where the resource is, if it does not say so
   * @return false when any of it failed; it is in the log then
   */
  boolean send(
      String receiverNamespace,
      ObjectSelector resource,
      ResourceFilters filters,
      Map<String, @Nullable Object> call) {
    try {
      Key key = keys.of(receiverNamespace, resource);
      if (ResourceKeys.isAll(key)) {
        sendAll(key, resource, filters, call);
      } else if (filters.accept(resource, objects.get(key), call)) {
        objects.requestReconciliation(key);
      }
      return true;
    } catch (ClusterRefusal | EvaluationException e) {
      LogLine.with("kind", resource.kind())
          .and("namespace", receiverNamespace)
          .and("name", resource.name())
          .and(LogKey.ERROR, e.getMessage())
          .log(LOG::warn, "a receiver could not request reconciliation");
      return false;
    }
  }

  private void sendAll(
      Key key,
      ObjectSelector resource,
      ResourceFilters filters,
      Map<String, @Nullable Object> call) {
    for (Map<String, @Nullable Object> object : objects.list(key, ResourceKeys.labels(resource))) {
      if (filters.accept(resource, object, call)) {
        objects.requestReconciliation(key.named(ResourceKeys.nameOf(object)));
      }
    }
  }
}
