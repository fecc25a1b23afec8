package dev.millrace.controller.notification.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.notification.Alert;
import dev.millrace.controller.notification.dispatch.FailureReport;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.outbox.Delivery;
import dev.millrace.controller.notification.provider.Notification.AlertIdentity;
import dev.millrace.controller.notification.provider.RecordingExchange;
import dev.millrace.controller.notification.provider.Samples;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenderingTest {
  private final List<String> failures = new ArrayList<>();

  @Test
  void anAlertWithoutAnnotationsLeavesEventsAlone() {
    assertThat(render("note: x")).isEqualTo(delivery());
  }

  @Test
  void writesTheMessageWithAGoTemplate() {
    assertThat(
            render(
                    "millrace.dev/message-template: '{{ .involvedObject.name }} at"
                        + " {{ .metadata.revision }}: {{ .message }}'")
                .event()
                .message())
        .isEqualTo("shop at main@sha1:" + Samples.COMMIT + ": Applied revision");
  }

  @Test
  void writesTheMessageWithCel() {
    assertThat(render("millrace.dev/message-expr: \"event.reason + '!'\"").event().message())
        .isEqualTo("ReconciliationSucceeded!");
  }

  @Test
  void givesMessagesATitleThatChatsShow() throws InterruptedException {
    Event event =
        render("millrace.dev/title-template: \"{{ .involvedObject.name }} is\\nup\"").event();
    assertThat(event.title()).isEqualTo("shop is up");
    assertThat(render("millrace.dev/title-expr: \"event.reason\"").event().title())
        .isEqualTo("ReconciliationSucceeded");
    assertThat(render("millrace.dev/title-template: '" + "x".repeat(900) + "'").event().title())
        .hasSize(200);
    RecordingExchange exchange = new RecordingExchange();
    Samples.notifiers()
        .of(Samples.settings("slack", "https://chat.example.com/hook", "", Map.of()))
        .tell(Samples.notification(event), exchange);
    assertThat(exchange.lastBody()).contains("\"author_name\":\"shop is up\"");
  }

  @Test
  void addsMetadataAndASummary() {
    Event event =
        render(
                "millrace.dev/metadata-expr: \"{'team': 'blue', 'kind':"
                    + " event.involvedObject.kind}\"\n"
                    + "millrace.dev/summary-template: 'all is {{ .severity }}'")
            .event();
    assertThat(event.metadata())
        .containsEntry("team", "blue")
        .containsEntry("kind", "Kustomization")
        .containsEntry("summary", "all is info")
        .containsKey("revision");
  }

  @Test
  void readsTheWindowOfGroups() {
    assertThat(render("millrace.dev/group-window: 30s").groupWindow())
        .isEqualTo(Duration.ofSeconds(30));
  }

  /** Row 22: templates are bounded, and none of them makes an event disappear. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "millrace.dev/message-template: '{{ .nope'",
        "millrace.dev/message-template: '{{ range $i := .message }}{{ end }}{{ template \"x\" }}'",
        "millrace.dev/message-template: '{{ define \"a\" }}{{ template \"a\" . }}{{ end }}{{"
            + " template \"a\" . }}'",
        "millrace.dev/message-expr: 'event.message.nope'",
        "millrace.dev/message-expr: '1'",
        "millrace.dev/message-expr: 'nope'",
        "millrace.dev/title-expr: 'event.nope'",
        "millrace.dev/title-expr: '\"a\"'\nmillrace.dev/title-template: a",
        "millrace.dev/metadata-expr: '[1]'",
        "millrace.dev/group-window: 'soon'",
        "millrace.dev/group-window: '999h'"
      })
  void row22ATemplateThatFailsLeavesTheEventInItsOwnWords(String annotation) {
    assertThat(render(annotation)).isEqualTo(delivery());
    assertThat(failures).hasSize(1).first().asString().contains("millrace.dev/");
  }

  private Delivery render(String annotations) {
    Alert alert =
        Serialization.unmarshal(
            "apiVersion: notification.toolkit.fluxcd.io/v1beta3\nkind: Alert\n"
                + "metadata:\n  name: alert\n  namespace: apps\n  annotations:\n"
                + annotations.indent(4)
                + "spec: {}\n",
            Alert.class);
    return new Rendering(_ -> Optional.of(alert), reports()).render(delivery());
  }

  private FailureReport reports() {
    return new FailureReport() {
      @Override
      public void report(AlertIdentity alert, Event event, String text) {
        failures.add(text);
      }

      @Override
      public void reportUnknownObject(AlertIdentity alert, Event event) {}

      @Override
      public void reportConflicts(AlertIdentity alert, Set<String> keys) {}
    };
  }

  private static Delivery delivery() {
    return new Delivery(
        "id",
        new AlertIdentity("uid", "apps", "alert"),
        "provider",
        Samples.event("info"),
        Samples.CLOCK.instant());
  }
}
