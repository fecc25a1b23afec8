package dev.millrace.envsubst.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.envsubst.SubstitutionException;
import dev.millrace.envsubst.resource.PostBuildSubstitution.Options;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PostBuildSubstitutionTest {
  private static final Options DEFAULT = new Options(false, false);
  private static final Options STRICT = new Options(true, false);

  @Test
  void replacesVariablesAnywhereInTheObject() {
    assertThat(substitution(DEFAULT, Map.of("v", "x")).apply(object("${v}-1")))
        .hasValueSatisfying(result -> assertThat(result.get("data")).isEqualTo(Map.of("a", "x-1")));
  }

  @Test
  void valuesMayChangeTheTypeOfAField() {
    assertThat(data(substitution(DEFAULT, Map.of("v", "5")), object("${v}"))).isEqualTo(5L);
    assertThat(data(substitution(DEFAULT, Map.of("v", "yes")), object("${v}"))).isEqualTo(true);
    assertThat(data(substitution(DEFAULT, Map.of("v", "[1, a]")), object("${v}")))
        .isEqualTo(List.of(1L, "a"));
    assertThat(data(substitution(DEFAULT, Map.of("v", "\"5\"")), object("${v}"))).isEqualTo("5");
  }

  @Test
  void laterSourcesWinAndLineBreaksAreDropped() {
    SubstitutionVariables variables =
        new SubstitutionVariables().add(Map.of("v", "old")).add(Map.of("v", "a\nb\n"));
    assertThat(data(new PostBuildSubstitution(variables, DEFAULT), object("${v}"))).isEqualTo("ab");
    assertThat(variables).hasToString("SubstitutionVariables[1]");
  }

  @Test
  void leavesObjectsAloneThatAreSwitchedOff() {
    for (String where : List.of("labels", "annotations")) {
      Map<String, @Nullable Object> object =
          Map.of("metadata", Map.of(where, Map.of(PostBuildSubstitution.SWITCH, "disabled")));
      assertThat(PostBuildSubstitution.isDisabled(object)).isTrue();
      assertThat(substitution(STRICT, Map.of("v", "x")).apply(object)).isEmpty();
    }
  }

  @Test
  void runsWithoutVariablesOnlyWhenAskedTo() {
    assertThat(data(substitution(STRICT, Map.of()), object("${v:-d}"))).isEqualTo("${v:-d}");
    assertThat(data(substitution(new Options(true, true), Map.of()), object("${v:-d}")))
        .isEqualTo("d");
  }

  @Test
  void refusesInvalidNames() {
    assertThatThrownBy(() -> substitution(DEFAULT, Map.of("a-b", "x")).apply(object("y")))
        .hasMessage(
            "\"a-b\" can't be the name of a variable; use letters, digits and _, no digit first");
  }

  @Test
  void saysWhenAValueBreaksTheObject() {
    assertThatThrownBy(
            () -> substitution(DEFAULT, Map.of("v", "a: s3cr3t: b")).apply(object("${v}")))
        .isInstanceOf(SubstitutionException.class)
        .hasMessageStartingWith("the object is no valid YAML after substitution")
        .hasMessageNotContaining("s3cr3t");
  }

  @Test
  void tagsInValuesConstructNothing() {
    assertThat(
            data(
                substitution(DEFAULT, Map.of("v", "!!javax.script.ScriptEngineManager x")),
                object("${v}")))
        .isEqualTo("x");
  }

  private static PostBuildSubstitution substitution(Options options, Map<String, String> values) {
    return new PostBuildSubstitution(new SubstitutionVariables().add(values), options);
  }

  private static Map<String, @Nullable Object> object(String value) {
    return Map.of("apiVersion", "v1", "kind", "ConfigMap", "data", Map.of("a", value));
  }

  private static @Nullable Object data(
      PostBuildSubstitution substitution, Map<String, @Nullable Object> object) {
    Map<?, ?> data = (Map<?, ?>) substitution.apply(object).orElseThrow().get("data");
    return data == null ? null : data.get("a");
  }
}
