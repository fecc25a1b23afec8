package dev.millrace.controller.notification.statuspage.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.ObjectDrift;
import dev.millrace.apply.drift.FieldChange;
import dev.millrace.apply.drift.SecretMask;
import dev.millrace.apply.object.JsonPointer;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.observe.Drift;
import dev.millrace.apply.report.DriftReport;
import dev.millrace.controller.notification.statuspage.model.DifferenceLine.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What differs, as far as events and conditions tell; with the words that controllers use. */
class DifferenceLineTest {
  private static final KubeObject MAP = object("ConfigMap", "settings");

  @Test
  void showsWhatWasWantedAndFoundAndWhoChangedIt() {
    String message = DriftReport.of(drift(MAP, change("color", "blue", "red", "kubectl-edit")));

    DifferenceLine line = only(DifferenceLine.of(List.of(), events(message)));

    assertThat(line.answer()).isEqualTo(Answer.REVERTED);
    assertThat(line.object()).isEqualTo("ConfigMap/shop/settings");
    assertThat(line.field()).isEqualTo("/data/color");
    assertThat(line.wanted()).hasToString("'blue'");
    assertThat(line.found()).hasToString("'red'");
    assertThat(line.by()).isEqualTo("kubectl-edit");
  }

  @Test
  void row28NeverShowsTheValueOfASecret() {
    KubeObject secret = object("Secret", "login");
    FieldChange masked = SecretMask.of(secret).mask(change("user", "hunter2", "canary", "someone"));

    DifferenceLine line =
        only(DifferenceLine.of(List.of(), events(DriftReport.of(drift(secret, masked)))));

    assertThat(line.field()).isEqualTo("/data/user");
    assertThat(line.toString())
        .contains("*** (before)", "*** (after)")
        .doesNotContain("hunter2", "canary");
  }

  @Test
  void masksWhatIsCalledLikeASecretWhereverItIs() {
    String message = DriftReport.of(drift(MAP, change("db-password", "hunter2", "canary", "")));

    DifferenceLine line = only(DifferenceLine.of(List.of(), events(message)));

    assertThat(line.wanted()).hasToString("***");
    assertThat(line.toString()).doesNotContain("hunter2", "canary");
  }

  @Test
  void showsDriftOfAReleaseOnlyWhileItsConditionSaysSo() {
    String message =
        DriftReport.standing(
            "shop/web.v1",
            List.of(
                new ObjectDrift.Changed(MAP, List.of(change("a", "1", "2", "")), List.of()),
                new ObjectDrift.Missing(object("Service", "web"))),
            DriftReport.Values.TOLD);

    List<DifferenceLine> open =
        DifferenceLine.of(List.of(condition("Drifted", "True", message)), List.of());

    assertThat(open).extracting(DifferenceLine::answer).containsOnly(Answer.STANDS);
    assertThat(open)
        .extracting(DifferenceLine::object)
        .containsExactly("ConfigMap/shop/settings", "Service/shop/web");
    assertThat(open.getFirst().wanted()).hasToString("'2'");
    assertThat(open.getFirst().found()).hasToString("'1'");
    assertThat(open.getLast().note()).hasToString("was deleted");
    assertThat(
            DifferenceLine.of(
                List.of(condition("Drifted", "False", message)),
                events("Helm upgrade succeeded\n" + message)))
        .isEmpty();
  }

  @Test
  void showsWhatTheServerRefusesUntilItDoesNot() {
    String message =
        "Deployment/shop/web dry-run failed (Invalid): spec.selector: field is immutable";

    DifferenceLine line =
        only(DifferenceLine.of(List.of(condition("Ready", "False", message)), List.of()));

    assertThat(line.answer()).isEqualTo(Answer.REFUSED);
    assertThat(line.object()).isEqualTo("Deployment/shop/web");
    assertThat(line.note()).hasToString("spec.selector: field is immutable");
    assertThat(DifferenceLine.of(List.of(condition("Ready", "True", "applied")), events(message)))
        .isEmpty();
  }

  @Test
  void showsAPlaceThatDriftedOftenOnce() {
    List<DifferenceLine> lines =
        DifferenceLine.of(
            List.of(),
            EventLine.of(
                Map.of(
                    "items",
                    List.of(
                        event(
                            DriftReport.of(drift(MAP, change("color", "blue", "red", "x"))),
                            "2026-01-01T09:00:00Z"),
                        event(
                            DriftReport.of(drift(MAP, change("color", "blue", "green", "x"))),
                            "2026-01-01T10:00:00Z")))));

    assertThat(only(lines).found()).hasToString("'green'");
  }

  private static DifferenceLine only(List<DifferenceLine> lines) {
    assertThat(lines).hasSize(1);
    return lines.getFirst();
  }

  private static KubeObject object(String kind, String name) {
    return KubeObject.of(
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            kind,
            "metadata",
            Map.of("namespace", "shop", "name", name)));
  }

  private static Drift drift(KubeObject object, FieldChange change) {
    return new Drift("shop/app", object.ref(), false, List.of(change));
  }

  private static FieldChange change(String key, String before, String after, String manager) {
    return new FieldChange(
        FieldChange.Kind.CHANGED, JsonPointer.of("data", key), before, after, manager);
  }

  private static Condition condition(String type, String status, String message) {
    return new Condition(type, status, "Reason", MaskedText.of(message), "2026-01-01T09:00:00Z");
  }

  private static List<EventLine> events(String message) {
    return EventLine.of(Map.of("items", List.of(event(message, "2026-01-01T09:00:00Z"))));
  }

  private static Map<String, Object> event(String message, String when) {
    return Map.of(
        "type", "Normal", "reason", "DriftDetected", "message", message, "lastTimestamp", when);
  }
}
