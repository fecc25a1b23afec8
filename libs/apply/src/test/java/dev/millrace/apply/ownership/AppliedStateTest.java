package dev.millrace.apply.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.Tree;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AppliedStateTest {

  private static final String MANAGER = "kustomize-controller";

  /** What an API server records of a Deployment with two containers, one of them injected. */
  private static final KubeObject LIVE =
      KubeObject.of(
          Map.of(
              "apiVersion",
              "apps/v1",
              "kind",
              "Deployment",
              "metadata",
              Map.of(
                  "name",
                  "web",
                  "uid",
                  "1",
                  "finalizers",
                  List.of("a", "foreign"),
                  "managedFields",
                  List.of(entry(MANAGER, "Apply", ownedFields()))),
              "spec",
              Map.of(
                  "replicas",
                  3,
                  "strategy",
                  Map.of("type", "RollingUpdate"),
                  "template",
                  Map.of(
                      "containers",
                      List.of(
                          Map.of("name", "injected", "image", "x"),
                          Map.of("name", "web", "image", "web:1", "imagePullPolicy", "Always"),
                          Map.of("name", "side", "image", "side:1"))))));

  private static Map<String, Object> ownedFields() {
    Map<String, Object> leaf = Map.of();
    Map<String, Object> container = Map.of(".", leaf, "f:name", leaf, "f:image", leaf);
    return Map.of(
        "f:metadata",
        Map.of("f:finalizers", Map.of("v:\"a\"", leaf)),
        "f:spec",
        Map.of(
            "f:replicas",
            leaf,
            "f:strategy",
            leaf,
            "f:template",
            Map.of(
                "f:containers",
                Map.of("k:{\"name\":\"web\"}", container, "k:{\"name\":\"side\"}", container))));
  }

  private static Map<String, Object> entry(String manager, String operation, Object fields) {
    return Map.of("manager", manager, "operation", operation, "time", "t", "fieldsV1", fields);
  }

  private static KubeObject desired(Map<String, @Nullable Object> spec) {
    return KubeObject.of(
        Map.of(
            "apiVersion",
            "apps/v1",
            "kind",
            "Deployment",
            "metadata",
            Map.of("name", "web", "finalizers", List.of("a")),
            "spec",
            spec));
  }

  private static Map<String, @Nullable Object> spec(Object replicas, List<?> containers) {
    return Tree.freezeMap(
        Map.of(
            "replicas",
            replicas,
            "strategy",
            Map.of(),
            "template",
            Map.of("containers", containers)));
  }

  private static final Map<String, Object> WEB = Map.of("name", "web", "image", "web:1");
  private static final Map<String, Object> SIDE = Map.of("name", "side", "image", "side:1");

  private static final AppliedState STATE = AppliedState.of(LIVE, MANAGER).orElseThrow();

  @Test
  void recognisesWhatWasAppliedBetweenFieldsOfOthers() {
    assertThat(STATE.equalsDesired(desired(spec(3, List.of(WEB, SIDE))))).isTrue();
  }

  @Test
  void seesAnotherValue() {
    assertThat(STATE.equalsDesired(desired(spec(4, List.of(WEB, SIDE))))).isFalse();
  }

  @Test
  void seesAFieldMoreAndAFieldLess() {
    Map<String, Object> more = Map.of("name", "web", "image", "web:1", "tty", true);

    assertThat(STATE.equalsDesired(desired(spec(3, List.of(more, SIDE))))).isFalse();
    assertThat(STATE.equalsDesired(desired(spec(3, List.of(Map.of("name", "web"), SIDE)))))
        .isFalse();
  }

  @Test
  void seesAnItemMoreAnItemLessAndAnotherOrder() {
    Map<String, Object> third = Map.of("name", "third", "image", "x");

    assertThat(STATE.equalsDesired(desired(spec(3, List.of(WEB, SIDE, third))))).isFalse();
    assertThat(STATE.equalsDesired(desired(spec(3, List.of(WEB))))).isFalse();
    assertThat(STATE.equalsDesired(desired(spec(3, List.of(SIDE, WEB))))).isFalse();
  }

  @Test
  void treatsNullAsAbsent() {
    Map<String, @Nullable Object> spec = Tree.with(spec(3, List.of(WEB, SIDE)), null, "selector");

    assertThat(STATE.equalsDesired(desired(spec))).isTrue();
  }

  @Test
  void knowsNothingOfManagersThatOnlyUpdate() {
    KubeObject updated =
        LIVE.with(List.of(entry(MANAGER, "Update", ownedFields())), "metadata", "managedFields");

    assertThat(AppliedState.of(updated, MANAGER)).isEmpty();
  }

  @Test
  void keepsOnlyOwnedFields() {
    assertThat(STATE.values())
        .isEqualTo(
            Map.of(
                "metadata",
                Map.of("finalizers", List.of("a")),
                "spec",
                Map.of(
                    "replicas",
                    3L,
                    "strategy",
                    Map.of("type", "RollingUpdate"),
                    "template",
                    Map.of("containers", List.of(WEB, SIDE)))));
  }
}
