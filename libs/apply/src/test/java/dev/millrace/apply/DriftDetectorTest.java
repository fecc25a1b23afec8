package dev.millrace.apply;

import static dev.millrace.apply.Objects.configMap;
import static dev.millrace.apply.Objects.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.ObjectDrift.Changed;
import dev.millrace.apply.ObjectDrift.Excluded;
import dev.millrace.apply.ObjectDrift.InSync;
import dev.millrace.apply.ObjectDrift.Missing;
import dev.millrace.apply.cluster.ApplyMode;
import dev.millrace.apply.drift.IgnoreRule;
import dev.millrace.apply.drift.IgnoreRules;
import dev.millrace.apply.normalize.Normalization;
import dev.millrace.apply.object.JsonPointer;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectSelector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DriftDetectorTest {

  private static final String MANAGER = "helm-controller";
  private static final KubeObject MAP = configMap("settings", "1");

  private final InMemoryCluster cluster = new InMemoryCluster();
  private final DriftDetector detector =
      new DriftDetector(
          cluster,
          new Normalization(),
          MANAGER,
          object ->
              "disabled".equals(object.annotations().get("helm.toolkit.fluxcd.io/driftDetection")),
          1);

  @BeforeEach
  void release() {
    cluster.apply(MAP, ApplyMode.forced(MANAGER));
  }

  @Test
  void findsNothingInAFreshRelease() {
    assertThat(detect(MAP)).isInstanceOf(InSync.class);
  }

  @Test
  void findsAndCorrectsChangedFields() {
    cluster.update("editor", MAP.ref(), object -> object.with("9", "data", "key"));

    ObjectDrift drift = detect(MAP);

    assertThat(drift)
        .isInstanceOfSatisfying(
            Changed.class,
            changed ->
                assertThat(changed.fields())
                    .extracting(Object::toString)
                    .containsExactly("changed /data/key"));
    detector.correct(drift);
    assertThat(cluster.find(MAP.ref()).orElseThrow().get("data", "key")).isEqualTo("1");
  }

  @Test
  void findsAndMakesAnewWhatIsMissing() {
    cluster.remove(MAP.ref());

    ObjectDrift drift = detect(MAP);
    assertThat(drift).isInstanceOf(Missing.class);

    detector.correct(drift);
    assertThat(detect(MAP)).isInstanceOf(InSync.class);
  }

  @Test
  void acceptsLabelsThatControllersAdd() {
    cluster.update(
        "controller", MAP.ref(), object -> object.with("x", "metadata", "labels", "theirs"));

    assertThat(detect(MAP)).isInstanceOf(InSync.class);
  }

  @Test
  void doesNotLookAtExcludedObjectsAndIgnoredFields() {
    cluster.update("editor", MAP.ref(), object -> object.with("9", "data", "key"));
    KubeObject marked =
        MAP.with("disabled", "metadata", "annotations", "helm.toolkit.fluxcd.io/driftDetection");

    assertThat(detect(marked)).isInstanceOf(Excluded.class);
    assertThat(detect(MAP, "")).isInstanceOf(Excluded.class);
    assertThat(detect(MAP, "/data/key")).isInstanceOf(InSync.class);
  }

  @Test
  void showsNoValuesOfSecrets() {
    KubeObject secret = object("v1", "Secret", "login").with(Map.of("k", "Y2FuYXJ5"), "data");
    cluster.apply(secret, ApplyMode.forced(MANAGER));
    cluster.update("editor", secret.ref(), object -> object.with("b3RoZXI=", "data", "k"));

    assertThat(detect(secret).toString()).doesNotContain("Y2FuYXJ5", "b3RoZXI=");
    assertThat(detect(secret))
        .isInstanceOfSatisfying(
            Changed.class,
            changed -> assertThat(changed.fields().getFirst().before()).isEqualTo("*** (before)"));
  }

  private ObjectDrift detect(KubeObject object, String... ignored) {
    List<IgnoreRule> rules =
        List.of(ignored).stream()
            .map(
                path ->
                    new IgnoreRule(List.of(JsonPointer.parse(path)), ObjectSelector.everything()))
            .toList();
    return detector.detect(List.of(object), new IgnoreRules(rules)).getFirst();
  }
}
