package dev.millrace.controller.notification.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.notification.Alert;
import dev.millrace.api.notification.Provider;
import dev.millrace.controller.notification.alert.AlertMatch;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.outbox.Delivery;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.Notification.AlertIdentity;
import dev.millrace.controller.notification.provider.ProviderSettings;
import dev.millrace.controller.notification.provider.Samples;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventMatchingTest {
  private final List<String> reports = new ArrayList<>();

  @Test
  void alertsHearOfOtherNamespaces() {
    assertThat(deliveries(alert("ops"), true))
        .singleElement()
        .satisfies(delivery -> assertThat(delivery.provider()).isEqualTo("chat"));
    assertThat(reports).isEmpty();
  }

  @Test
  void whoMayNotHearOfOtherNamespacesIsTold() {
    assertThat(deliveries(alert("ops"), false)).isEmpty();
    assertThat(reports)
        .singleElement()
        .asString()
        .startsWith("ops/told: ")
        .contains("access denied to cross-namespace sources")
        .contains("'Kustomization/apps/shop'");
    assertThat(deliveries(alert("apps"), false)).hasSize(1);
  }

  @Test
  void whoAsksForLabelsOfAnObjectThatCanNotBeFoundIsTold() {
    Alert choosy = alert("apps", "matchLabels: {team: blue}");
    assertThat(deliveries(choosy, true)).isEmpty();
    assertThat(reports).containsExactly("apps/told: unknown Kustomization/apps/shop");
  }

  private List<Delivery> deliveries(Alert alert, boolean crossNamespace) {
    return new EventMatching(
            () -> Stream.of(alert),
            new AlertMatch(_ -> Optional.empty()),
            crossNamespace,
            new OneProvider(),
            new Reports(),
            Samples.CLOCK)
        .deliveries(Samples.event(Event.INFO));
  }

  private static Alert alert(String namespace) {
    return alert(namespace, "namespace: apps");
  }

  private static Alert alert(String namespace, String selector) {
    return Serialization.unmarshal(
        """
        apiVersion: notification.toolkit.fluxcd.io/v1beta3
        kind: Alert
        metadata: {name: told, namespace: %s}
        spec:
          providerRef: {name: chat}
          eventSeverity: info
          eventSources: [{kind: Kustomization, name: '*', %s}]
        """
            .formatted(namespace, selector),
        Alert.class);
  }

  private static final class OneProvider implements Providers {
    @Override
    public Optional<Provider> find(String namespace, String name) {
      return Optional.of(
          Serialization.unmarshal(
              """
              apiVersion: notification.toolkit.fluxcd.io/v1beta3
              kind: Provider
              metadata: {name: chat}
              spec: {type: slack}
              """,
              Provider.class));
    }

    @Override
    public ProviderSettings settings(Provider provider) {
      throw new UnsupportedOperationException("matching needs no Secrets");
    }

    @Override
    public Exchange exchange(Provider provider) {
      throw new UnsupportedOperationException("matching sends nothing");
    }
  }

  private final class Reports implements FailureReport {
    @Override
    public void report(AlertIdentity alert, Event event, String text) {
      reports.add("%s/%s: %s".formatted(alert.namespace(), alert.name(), text));
    }

    @Override
    public void reportUnknownObject(AlertIdentity alert, Event event) {
      reports.add(
          "%s/%s: unknown %s"
              .formatted(alert.namespace(), alert.name(), event.involvedObject().path()));
    }

    @Override
    public void reportConflicts(AlertIdentity alert, Set<String> keys) {
      reports.add("conflicts " + keys);
    }
  }
}
