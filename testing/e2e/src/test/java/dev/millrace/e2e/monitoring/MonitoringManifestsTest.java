package dev.millrace.e2e.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.e2e.install.Manifests;
import dev.millrace.e2e.process.Controller;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * What {@code manifests/monitoring} installs; whether its queries find something, the story tells.
 */
class MonitoringManifestsTest {
  private final List<JsonNode> objects = documents(Queries.built("monitoring"));
  private final List<JsonNode> byService = documents(Queries.built("monitoring/by-service"));

  @Test
  void everyControllerIsScraped() {
    JsonNode monitor = only(objects, "PodMonitor");
    List<String> apps = texts(monitor.at("/spec/selector/matchExpressions/0/values"));
    assertThat(apps)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Controller.values()).map(Controller::program).toList());
    assertThat(portsOf(apps))
        .allMatch(monitor.at("/spec/podMetricsEndpoints/0/port").asText()::equals);
  }

  @Test
  void servicesAreAnotherWay() {
    assertThat(byService).noneMatch(object -> kind(object).equals("PodMonitor"));
    JsonNode monitor = only(byService, "ServiceMonitor");
    JsonNode label = monitor.at("/spec/selector/matchLabels");
    List<JsonNode> services =
        byService.stream()
            .filter(object -> kind(object).equals("Service"))
            .filter(
                object ->
                    label.properties().stream()
                        .allMatch(
                            wanted ->
                                wanted
                                    .getValue()
                                    .equals(object.at("/metadata/labels").get(wanted.getKey()))))
            .toList();
    assertThat(services.stream().map(service -> service.at("/spec/selector/app").asText()))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Controller.values()).map(Controller::program).toList());
    assertThat(services)
        .allMatch(
            service ->
                service.at("/spec/ports/0/name").equals(monitor.at("/spec/endpoints/0/port")));
  }

  @Test
  void everyAlertSaysWhatToDo() {
    assertThat(Queries.ofManifests().all())
        .allSatisfy(query -> assertThat(query.selectors()).as(query.place()).isNotEmpty());
    for (JsonNode group : only(objects, "PrometheusRule").at("/spec/groups")) {
      for (JsonNode rule : group.path("rules")) {
        String alert = rule.path("alert").asText();
        assertThat(rule.at("/labels/severity").asText()).as(alert).isIn("warning", "critical");
        assertThat(rule.at("/annotations/summary").asText()).as(alert).isNotBlank();
        assertThat(rule.at("/annotations/description").asText()).as(alert).isNotBlank();
      }
    }
  }

  @Test
  void grafanaFindsTheDashboards() {
    JsonNode map = only(objects, "ConfigMap");
    assertThat(map.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
    assertThat(map.path("data").size()).isEqualTo(2);
  }

  private static List<String> portsOf(List<String> apps) {
    List<String> ports = new ArrayList<>();
    for (JsonNode object : documents(Manifests.generated().text())) {
      if (kind(object).equals("Deployment")
          && apps.contains(object.at("/spec/template/metadata/labels/app").asText())) {
        object
            .at("/spec/template/spec/containers/0/ports")
            .forEach(
                port -> {
                  if (port.path("containerPort").asInt() == 8080) {
                    ports.add(port.path("name").asText());
                  }
                });
      }
    }
    assertThat(ports).hasSameSizeAs(apps);
    return ports;
  }

  private static JsonNode only(List<JsonNode> objects, String kind) {
    List<JsonNode> found = objects.stream().filter(object -> kind(object).equals(kind)).toList();
    assertThat(found).as(kind).hasSize(1);
    return found.getFirst();
  }

  private static String kind(JsonNode object) {
    return object.path("kind").asText();
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static List<JsonNode> documents(String yaml) {
    return Arrays.stream(yaml.split("(?m)^---$"))
        .map(document -> Serialization.unmarshal(document, JsonNode.class))
        .toList();
  }
}
