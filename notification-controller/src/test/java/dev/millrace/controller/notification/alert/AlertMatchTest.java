package dev.millrace.controller.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.notification.Alert;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.event.EventMetadata;
import dev.millrace.controller.notification.event.InvolvedObject;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertMatchTest {
  private final AlertMatch match = new AlertMatch(_ -> Optional.of(Map.of("team", "blue")));

  @Test
  void selectsByKindNameAndNamespace() {
    assertThat(selects("{kind: Kustomization, name: shop}", "info", "fine")).isTrue();
    assertThat(selects("{kind: Kustomization, name: '*'}", "info", "fine")).isTrue();
    assertThat(selects("{kind: HelmRelease, name: '*'}", "info", "fine")).isFalse();
    assertThat(selects("{kind: Kustomization, name: other}", "info", "fine")).isFalse();
    assertThat(selects("{kind: Kustomization, name: '*', namespace: else}", "info", "x")).isFalse();
  }

  @Test
  void selectsByLabelsOfTheObject() {
    assertThat(selects("{kind: Kustomization, name: '*', matchLabels: {team: blue}}", "info", "x"))
        .isTrue();
    assertThat(selects("{kind: Kustomization, name: '*', matchLabels: {team: red}}", "info", "x"))
        .isFalse();
    assertThat(selects("{kind: Kustomization, name: shop, matchLabels: {team: blue}}", "info", "x"))
        .isTrue();
    assertThat(selects("{kind: Kustomization, name: shop, matchLabels: {team: red}}", "info", "x"))
        .isFalse();
  }

  @Test
  void anEmptySelectorOfLabelsTakesOnlyObjectsThatExist() {
    String source = "eventSeverity: info\neventSources: [{kind: Kustomization, name: '*'%s}]";
    AlertMatch nothingExists = new AlertMatch(_ -> Optional.empty());
    Alert empty = alert(source.formatted(", matchLabels: {}"));
    assertThat(match.selects("apps", empty.spec(), event("info", "x"))).isTrue();
    assertThat(nothingExists.selects("apps", empty.spec(), event("info", "x"))).isFalse();
    Alert absent = alert(source.formatted(""));
    assertThat(nothingExists.selects("apps", absent.spec(), event("info", "x"))).isTrue();
  }

  @Test
  void isUndecidedOnlyAboutWhatItAsksForAndNoOtherSourceTakes() {
    AlertMatch nothingKnown = new AlertMatch(_ -> Optional.empty());
    String choosy = "{kind: Kustomization, name: '*', matchLabels: {team: blue}}";
    String form = "eventSeverity: info\neventSources: [%s]";
    Event event = event("info", "fine");
    assertThat(nothingKnown.verdict("apps", alert(form.formatted(choosy)).spec(), event))
        .isEqualTo(AlertMatch.Verdict.UNDECIDED);
    Alert other = alert(form.formatted(choosy + ", {kind: Kustomization, name: shop}"));
    assertThat(nothingKnown.verdict("apps", other.spec(), event))
        .isEqualTo(AlertMatch.Verdict.SELECTED);
    Alert silent = alert(form.formatted(choosy) + "\nexclusionList: ['fine']");
    assertThat(nothingKnown.verdict("apps", silent.spec(), event))
        .isEqualTo(AlertMatch.Verdict.PASSED_OVER);
  }

  @Test
  void anErrorAlertHearsOfErrorsOnly() {
    Alert alert = alert("eventSources: [{kind: Kustomization, name: '*'}]\neventSeverity: error");
    assertThat(match.selects("apps", alert.spec(), event("info", "fine"))).isFalse();
    assertThat(match.selects("apps", alert.spec(), event("error", "bad"))).isTrue();
  }

  @Test
  void exclusionBeatsInclusion() {
    Alert alert =
        alert(
            "eventSeverity: info\neventSources: [{kind: Kustomization, name: '*'}]\n"
                + "inclusionList: ['.*failed.*']\nexclusionList: ['.*timeout.*']");
    assertThat(match.selects("apps", alert.spec(), event("info", "it failed"))).isTrue();
    assertThat(match.selects("apps", alert.spec(), event("info", "fine"))).isFalse();
    assertThat(match.selects("apps", alert.spec(), event("info", "failed: timeout"))).isFalse();
  }

  @Test
  void controllerFactsBeatTheAlertAndTheAlertBeatsAnnotations() {
    Event event =
        event("info", "x")
            .withMetadata(
                Map.of(
                    "event.toolkit.fluxcd.io/env", "annotation",
                    "event.toolkit.fluxcd.io/owner", "annotation",
                    "kustomize.toolkit.fluxcd.io/revision", "main@sha1:1",
                    "kustomize.toolkit.fluxcd.io/token", "internal",
                    "stray", "ignored"));
    Map<String, String> combined =
        EventMetadata.combine(event, Map.of("env", "alert", "revision", "alert"), "summary");
    assertThat(EventMetadata.published(combined))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "env", "alert",
                "owner", "annotation",
                "revision", "main@sha1:1",
                "summary", "summary"));
  }

  @Test
  void knowsWhichMetadataSeveralSourcesGive() {
    Event event =
        event("info", "x")
            .withMetadata(
                Map.of(
                    "event.toolkit.fluxcd.io/env", "annotation",
                    "event.toolkit.fluxcd.io/alone", "annotation",
                    "kustomize.toolkit.fluxcd.io/revision", "main@sha1:1"));
    assertThat(
            EventMetadata.conflicts(
                event, Map.of("env", "alert", "revision", "alert", "summary", "a"), "summary"))
        .containsExactly("env", "revision", "summary");
  }

  private boolean selects(String source, String severity, String message) {
    return match.selects(
        "apps",
        alert("eventSeverity: info\neventSources: [" + source + "]").spec(),
        event(severity, message));
  }

  private static Alert alert(String spec) {
    return Serialization.unmarshal(
        "apiVersion: notification.toolkit.fluxcd.io/v1beta3\nkind: Alert\n"
            + "metadata: {name: a, namespace: apps}\nspec:\n"
            + spec.indent(2),
        Alert.class);
  }

  private static Event event(String severity, String message) {
    return new Event(
        new InvolvedObject(
            "Kustomization", "apps", "shop", "uid", "kustomize.toolkit.fluxcd.io/v1", "1"),
        severity,
        "2026-01-01T00:00:00Z",
        message,
        "Reason",
        Map.of(),
        "kustomize-controller",
        "host");
  }
}
