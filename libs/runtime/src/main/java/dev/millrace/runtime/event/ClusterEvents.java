package dev.millrace.runtime.event;

import dev.millrace.runtime.logging.LogKey;
import dev.millrace.runtime.logging.LogLine;
import dev.millrace.runtime.outcome.ApiProblem;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores events in the cluster, as core v1 Events, which {@code kubectl describe} and {@code flux
 * events} show. The same news again counts up the event that is there. Used by one thread.
 */
final class ClusterEvents implements EventSink {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterEvents.class);
  private static final int REMEMBERED = 4096;
  private static final int NOT_FOUND = 404;

  private final KubernetesClient client;
  private final Map<Sameness, Known> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Sameness, Known> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Events that agree in this are one event that happened several times. */
  private record Sameness(String uid, String type, String reason, String message) {}

  private record Known(String name, int count) {}

  ClusterEvents(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public void deliver(EventMessage message) {
    Sameness sameness =
        new Sameness(message.subject().uid(), message.type(), message.reason(), message.message());
    try {
      Known seen = known.get(sameness);
      known.put(sameness, seen == null ? create(message) : countUp(message, seen));
    } catch (KubernetesClientException e) {
      LogLine.with(LogKey.ERROR, ApiProblem.of(e))
          .log(LOG::warn, "an event could not be stored in the cluster");
    }
  }

  private Known create(EventMessage message) {
    Event stored =
        client
            .v1()
            .events()
            .inNamespace(message.subject().namespace())
            .resource(event(message))
            .fieldValidation(FieldValidateable.Validation.IGNORE)
            .create();
    return new Known(stored.getMetadata().getName(), 1);
  }

  private Known countUp(EventMessage message, Known seen) {
    Known more = new Known(seen.name(), seen.count() + 1);
    Map<String, Object> change =
        Map.of("count", more.count(), "lastTimestamp", message.timestamp().toString());
    try {
      client
          .v1()
          .events()
          .inNamespace(message.subject().namespace())
          .withName(seen.name())
          .patch(
              PatchContext.of(PatchType.JSON_MERGE),
              client.getKubernetesSerialization().asJson(change));
      return more;
    } catch (KubernetesClientException e) {
      if (e.getCode() != NOT_FOUND) {
        throw e;
      }
      return create(message);
    }
  }

  private static Event event(EventMessage message) {
    EventSubject subject = message.subject();
    String time = message.timestamp().toString();
    return new EventBuilder()
        .withNewMetadata()
        .withGenerateName(subject.name() + ".")
        .withNamespace(subject.namespace())
        .withAnnotations(orNull(message.metadata()))
        .endMetadata()
        .withNewInvolvedObject()
        .withApiVersion(subject.apiVersion())
        .withKind(subject.kind())
        .withNamespace(subject.namespace())
        .withName(subject.name())
        .withUid(subject.uid())
        .withResourceVersion(subject.resourceVersion())
        .endInvolvedObject()
        .withType(message.type())
        .withReason(message.reason())
        .withMessage(message.message())
        .withFirstTimestamp(time)
        .withLastTimestamp(time)
        .withCount(1)
        .withNewSource()
        .withComponent(message.reportingController())
        .endSource()
        .withReportingComponent(message.reportingController())
        .withReportingInstance("")
        .build();
  }

  private static @Nullable Map<String, String> orNull(Map<String, String> map) {
    return map.isEmpty() ? null : map;
  }
}
