package dev.millrace.apply.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTest {

  private static final Map<String, String> LABELS = Map.of("app", "web", "tier", "2");

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''; true",
        "app; true",
        "missing; false",
        "!missing; true",
        "!app; false",
        "app=web; true",
        "app==web; true",
        "app = other; false",
        "app!=other; true",
        "missing!=x; true",
        "app in (web, api); true",
        "app in (api); false",
        "missing in (x); false",
        "app notin (api); true",
        "missing notin (x); true",
        "tier>1; true",
        "tier<2; false",
        "app>1; false",
        "app=web,tier in (2,3),!missing; true",
        "app=web,tier=3; false",
      })
  void matchesAsTheApiServerDoes(String expression, boolean matches) {
    assertThat(LabelExpression.parse(expression).matches(LABELS)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"=", "app in web", "app in (a", "a b", "app=web;x", "(a)"})
  void refusesWhatIsNoExpression(String expression) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LabelExpression.parse(expression))
        .withMessageContaining("label selector");
  }

  @Test
  void matchesWholePartsByRegularExpressions() {
    KubeObject deployment =
        KubeObject.of(
            Map.of(
                "apiVersion",
                "apps/v1",
                "kind",
                "Deployment",
                "metadata",
                Map.of("name", "web-1", "namespace", "app", "labels", LABELS)));

    assertThat(selector("Deployment", "web-.*", "app=web").matches(deployment)).isTrue();
    assertThat(selector("Deploy", "", "").matches(deployment)).isFalse();
    assertThat(selector("", "web", "").matches(deployment)).isFalse();
    assertThat(selector("", "", "app=api").matches(deployment)).isFalse();
    assertThat(ObjectSelector.everything().matches(deployment)).isTrue();
  }

  @Test
  void namesThePartThatIsNoRegularExpression() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> selector("(", "", ""))
        .withMessageContaining("kind '('");
  }

  private static ObjectSelector selector(String kind, String name, String labels) {
    return ObjectSelector.of(new ObjectSelector.Parts("", "", kind, name, "", labels, ""));
  }
}
