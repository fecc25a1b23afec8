package dev.millrace.apply.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.object.JsonPointer;
import dev.millrace.apply.object.KubeObject;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SecretMaskTest {

  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
  private static final KubeObject SECRET =
      KubeObject.of(
          Map.of(
              "apiVersion",
              "v1",
              "kind",
              "Secret",
              "metadata",
              Map.of(
                  "name",
                  "login",
                  "labels",
                  Map.of("team", "shown"),
                  "annotations",
                  Map.of("note", "canary-annotation")),
              "type",
              "Opaque",
              "data",
              Map.of("password", "aHVudGVyMmh1bnRlcg=="),
              "stringData",
              Map.of("pin", "4711")));

  @Test
  void row29MasksDataAndAnnotationsOfSecrets() {
    String shown = SecretMask.of(SECRET).mask(SECRET).tree().toString();

    assertThat(shown)
        .contains("login", "shown", "Opaque", "password", "pin")
        .doesNotContain("aHVudGVyMmh1bnRlcg", "4711", "canary-annotation");
  }

  @Test
  void row30TheCopyThatKubectlKeepsOfAnyObjectIsMasked() {
    KubeObject map =
        KubeObject.of(
            Map.of(
                "apiVersion",
                "v1",
                "kind",
                "ConfigMap",
                "metadata",
                Map.of("annotations", Map.of(LAST_APPLIED, "canary")),
                "data",
                Map.of("key", "value")));

    assertThat(SecretMask.of(map).mask(map).tree().toString())
        .contains("value")
        .doesNotContain("canary");
  }

  @Test
  void masksAllValuesOfDecryptedObjects() {
    KubeObject map =
        KubeObject.of(
            Map.of(
                "apiVersion",
                "example.com/v1",
                "kind",
                "Widget",
                "metadata",
                Map.of("name", "w", "labels", Map.of("a", "shown")),
                "spec",
                Map.of("token", "canary")));

    assertThat(SecretMask.of(map, true).mask(map).tree().toString())
        .contains("shown")
        .doesNotContain("canary");
  }

  @Test
  void row29MasksBothImagesOfAChangeButTellsThemApart() {
    SecretMask mask = SecretMask.of(SECRET);
    JsonPointer path = JsonPointer.of("data", "password");

    FieldChange changed = mask.mask(FieldChange.changed(path, "old", "new"));
    FieldChange removed = mask.mask(FieldChange.removed(JsonPointer.of("data"), Map.of("k", "v")));

    assertThat(changed.before()).isEqualTo("*** (before)");
    assertThat(changed.after()).isEqualTo("*** (after)");
    assertThat(removed.before()).isEqualTo(Map.of("k", "***"));
    assertThat(changed.toString()).isEqualTo("changed /data/password");
  }

  @Test
  void row28ScrubsValuesFromMessagesHoweverTheyAreWritten() {
    String message =
        "admission webhook denied: password hunter2hunter (aHVudGVyMmh1bnRlcg==) with pin 4711,"
            + " annotation \"canary-annotation\", Invalid value: \"other\": no";

    assertThat(SecretMask.of(SECRET).scrub(message, SECRET))
        .isEqualTo(
            "admission webhook denied: password *** (***) with pin ***, annotation \"***\", Invalid"
                + " value: \"***\": no");
  }

  @Test
  void leavesQuotedNamesInMessages() {
    String message = "metadata.name: Invalid value: \"login\": too short";

    assertThat(SecretMask.of(SECRET).scrub(message, SECRET)).isEqualTo(message);
  }

  @Test
  void leavesMessagesAboutOtherObjectsAlone() {
    KubeObject map =
        KubeObject.of(
            Map.of("apiVersion", "v1", "kind", "ConfigMap", "data", Map.of("a", "value")));

    assertThat(SecretMask.of(map).scrub("the value is wrong", map)).isEqualTo("the value is wrong");
  }

  @Test
  void hidesValuesThatCameFromSecretsWhereverTheyAre() {
    KubeObject map =
        KubeObject.of(
            Map.of(
                "apiVersion",
                "v1",
                "kind",
                "ConfigMap",
                "metadata",
                Map.of("name", "m", "labels", Map.of("token", "canary-1")),
                "data",
                Map.of("url", "https://user:canary-1@host", "pin", "4711", "port", "47110")));
    SecretMask mask = SecretMask.of(map).alsoHiding(Set.of("canary-1", "4711"));
    JsonPointer label = JsonPointer.of("metadata", "labels", "token");

    assertThat(mask.mask(map).tree().toString())
        .contains("name=m", "port=47110")
        .doesNotContain("canary-1", "4711,", "4711}");
    FieldChange change = mask.mask(FieldChange.changed(label, "canary-1", "theirs"));
    assertThat(change.before()).isEqualTo("*** (before)");
    assertThat(change.after()).isEqualTo("*** (after)");
    assertThat(mask.scrub("Invalid value: \"canary-1\": of 47110, or 4711", map))
        .isEqualTo("Invalid value: \"***\": of 47110, or ***");
  }

  @Property(tries = 200)
  void row28Row29NeverShowsALongValue(@ForAll @StringLength(min = 6, max = 20) String value) {
    KubeObject secret = SECRET.with(Map.of("k", value), "stringData");

    assertThat(SecretMask.of(secret).scrub("before " + value + " after", secret))
        .satisfies(
            text -> assertThat(value.isBlank() || !text.contains(" " + value + " ")).isTrue());
  }
}
