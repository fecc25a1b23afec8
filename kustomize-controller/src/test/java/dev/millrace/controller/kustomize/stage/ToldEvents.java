package dev.millrace.controller.kustomize.stage;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The events in the cluster about one Kustomization. */
record ToldEvents(KubernetesClient client, String namespace, String name) {
  List<Event> all() {
    return client.v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> event.getInvolvedObject().getKind().equals("Kustomization"))
        .filter(event -> event.getInvolvedObject().getName().equals(name))
        .toList();
  }

  /** Waits for one whose message contains a text. */
  Event await(String text) {
    Predicate<Event> fits = event -> event.getMessage().contains(text);
    try {
      return Awaitility.await()
          .atMost(Scene.LIMIT)
          .pollInterval(Scene.PAUSE)
          .until(() -> all().stream().filter(fits).toList(), found -> !found.isEmpty())
          .getFirst();
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "no event of %s contains '%s': %s"
              .formatted(name, text, all().stream().map(Event::getMessage).toList()),
          e);
    }
  }
}
