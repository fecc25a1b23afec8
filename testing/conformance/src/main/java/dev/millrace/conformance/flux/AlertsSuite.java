package dev.millrace.conformance.flux;

import dev.millrace.api.notification.Alert;
import dev.millrace.apply.object.Tree;
import dev.millrace.controller.notification.alert.AlertMatch;
import dev.millrace.controller.notification.alert.CommitStatusName;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.event.EventJson;
import dev.millrace.controller.notification.event.EventMetadata;
import dev.millrace.controller.notification.receiver.ResourceObjects.Key;
import dev.millrace.yaml.GoJson;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The suite {@code alerts}: which events an Alert selects, and what it adds to them. */
final class AlertsSuite {
  @Nullable Object answer(Map<String, @Nullable Object> testCase) {
    byte[] body = GoJson.write(testCase.get("event")).getBytes(StandardCharsets.UTF_8);
    Event event = EventJson.read(body).orElseThrow();
    if ("commitStatusExpr".equals(testCase.get("op"))) {
      return CommitStatusName.of(
          Tree.string(testCase, "expr"),
          event,
          Tree.map(testCase, "alert"),
          Tree.map(testCase, "provider"));
    }
    Map<?, ?> given = Tree.map(testCase.get("alert"));
    Alert alert = alert(given);
    ListedObjects objects = new ListedObjects(Tree.list(testCase, "clusterObjects"));
    AlertMatch match = new AlertMatch(each -> labels(objects, each));
    return Map.of(
        "matches",
        match.selects(String.valueOf(given.get("namespace")), alert.spec(), event),
        "metadataAfterCombine",
        EventMetadata.combine(
            event,
            alert.spec().eventMetadata(),
            Objects.requireNonNullElse(alert.spec().summary(), "")));
  }

  private static Optional<Map<String, String>> labels(ListedObjects objects, Event event) {
    return Optional.ofNullable(
        objects.labels(
            new Key(
                event.involvedObject().apiVersion(),
                event.involvedObject().kind(),
                event.involvedObject().namespace(),
                event.involvedObject().name())));
  }

  private static Alert alert(Map<?, ?> given) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", "notification.toolkit.fluxcd.io/v1beta3");
    tree.put("kind", "Alert");
    tree.put("metadata", Map.of("name", given.get("name"), "namespace", given.get("namespace")));
    tree.put("spec", given.get("spec"));
    return Serialization.unmarshal(GoJson.write(tree), Alert.class);
  }
}
