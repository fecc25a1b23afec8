package dev.millrace.chaos.end;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What two ends of a play have to have in common. */
class EndStateTest {
  @Test
  void anyFieldCounts() {
    EndState wanted = end(configMap("a", Map.of("data", Map.of("value", "1"))));

    assertThat(wanted.differences(end(configMap("a", Map.of("data", Map.of("value", "2"))))))
        .containsExactly("ConfigMap/a data.value should be 1 and is 2");
    assertThat(wanted.differences(end(configMap("a", Map.of("data", Map.of())))))
        .containsExactlyInAnyOrder(
            "ConfigMap/a data is there: {}", "ConfigMap/a data.value is missing");
    assertThat(wanted.differences(wanted)).isEmpty();
  }

  @Test
  void anObjectThatIsLostOrLeftCounts() {
    EndState one = end(Map.of("kind", "ConfigMap", "metadata", Map.of("name", "a")));
    EndState none = end();

    assertThat(one.differences(none)).contains("ConfigMap/a  is missing");
    assertThat(none.differences(one)).contains("ConfigMap/a  is there: exists");
  }

  @Test
  void onlyWhatIsListedIsLeftOut() {
    EndState wanted = end(condition("True", "2026-01-01T00:00:00Z", 1));

    assertThat(wanted.differences(end(condition("True", "2026-01-01T00:00:09Z", 1)))).isEmpty();
    assertThat(wanted.differences(end(condition("False", "2026-01-01T00:00:00Z", 1))))
        .containsExactly(
            "Kustomization/a status.conditions.Ready.status should be True and is False");
    assertThat(wanted.differences(end(condition("True", "2026-01-01T00:00:00Z", 2))))
        .containsExactly("Kustomization/a metadata.generation should be 1 and is 2");
  }

  @Test
  void everyExclusionHasAReason() {
    assertThat(Exclusion.ALL).allSatisfy(each -> assertThat(each.reason()).isNotBlank());
  }

  @Test
  void namesOfAPlayAreCalledByWhatTheyMean() {
    Aliases aliases = new Aliases().with("chaos-7", "NAMESPACE").with("chaos-7-0123", "ID");

    assertThat(aliases.in("chaos-7/app of chaos-7-0123")).isEqualTo("NAMESPACE/app of ID");
  }

  @SafeVarargs
  private static EndState end(Map<String, Object>... objects) {
    return EndState.of(List.of(objects), new Aliases());
  }

  private static Map<String, Object> configMap(String name, Map<String, Object> fields) {
    return object("ConfigMap", Map.of("name", name), fields);
  }

  private static Map<String, Object> condition(String status, String time, int generation) {
    return object(
        "Kustomization",
        Map.of("name", "a", "generation", generation),
        Map.of(
            "status",
            Map.of(
                "conditions",
                List.of(Map.of("type", "Ready", "status", status, "lastTransitionTime", time)))));
  }

  private static Map<String, Object> object(
      String kind, Map<String, Object> metadata, Map<String, Object> fields) {
    Map<String, Object> object = new HashMap<>(fields);
    object.put("kind", kind);
    object.put("metadata", metadata);
    return object;
  }
}
