package dev.millrace.apply.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KubeObjectTest {

  private static final KubeObject CONFIG =
      KubeObject.of(
          Map.of(
              "apiVersion",
              "v1",
              "kind",
              "ConfigMap",
              "metadata",
              Map.of("name", "a", "namespace", "b", "labels", Map.of("x", "y")),
              "data",
              Map.of("key", "value")));

  @Test
  void doesNotChangeWhenItsSourceDoes() {
    Map<String, Object> data = new HashMap<>(Map.of("key", "value"));
    KubeObject object = KubeObject.of(Map.of("kind", "ConfigMap", "data", data));

    data.put("key", "other");

    assertThat(object.get("data", "key")).isEqualTo("value");
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> object.tree().put("kind", "Secret"));
  }

  @Test
  void readsPartsOfTheWrongTypeAsEmpty() {
    KubeObject object = KubeObject.of(Map.of("kind", 5, "metadata", "text"));

    assertThat(object.kind()).isEmpty();
    assertThat(object.name()).isEmpty();
    assertThat(object.labels()).isEmpty();
    assertThat(object.isComplete()).isFalse();
  }

  @Test
  void setsAndRemovesFieldsInCopies() {
    KubeObject changed = CONFIG.with("z", "metadata", "labels", "new").without("data");

    assertThat(changed.labels()).containsOnly(Map.entry("x", "y"), Map.entry("new", "z"));
    assertThat(changed.tree()).doesNotContainKey("data");
    assertThat(CONFIG.tree()).containsKey("data");
    assertThat(CONFIG.without("spec")).isSameAs(CONFIG);
  }

  @Test
  void comparesNumbersByValueAndMapsWithoutOrder() {
    assertThat(KubeObject.of(Map.of("a", 1, "b", 2.0)))
        .isEqualTo(KubeObject.of(Map.of("b", 2L, "a", 1.0)))
        .isNotEqualTo(KubeObject.of(Map.of("a", 1)));
  }

  @Test
  void refusesTreesThatNoObjectHas() {
    List<Object> deep = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      deep = List.of(deep);
    }
    Map<String, Object> tooDeep = Map.of("spec", deep);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> KubeObject.of(tooDeep))
        .withMessageContaining("200 levels");
    assertThatIllegalArgumentException().isThrownBy(() -> KubeObject.of(Map.of(1, "a")));
    assertThatIllegalArgumentException().isThrownBy(() -> KubeObject.of(Map.of("a", new Object())));
  }

  @Test
  void namesItselfWithoutShowingItsContent() {
    assertThat(CONFIG).hasToString("ConfigMap/b/a");
  }
}
