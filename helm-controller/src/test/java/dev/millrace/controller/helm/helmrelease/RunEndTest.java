package dev.millrace.controller.helm.helmrelease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.ObjectDrift;
import dev.millrace.apply.drift.FieldChange;
import dev.millrace.apply.object.JsonPointer;
import dev.millrace.apply.object.KubeObject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is said when a run would have to do a thing twice. */
class RunEndTest {
  @Test
  void namesWhatIsChangedBackAndWhatToDo() {
    FieldChange change =
        new FieldChange(
            FieldChange.Kind.CHANGED, JsonPointer.of("data", "color"), "red", "blue", "");

    assertThat(
            RunEnd.changedBack(
                List.of(new ObjectDrift.Changed(map("a"), List.of(change), List.of()))))
        .startsWith("ConfigMap/ns/a (/data/color) was changed back right after being corrected:")
        .contains("spec.driftDetection.ignore")
        .doesNotContain("red", "blue");
  }

  @Test
  void namesNotMoreThanAFewObjects() {
    List<ObjectDrift> many =
        IntStream.range(0, 9)
            .<ObjectDrift>mapToObj(i -> new ObjectDrift.Missing(map("m" + i)))
            .toList();

    assertThat(RunEnd.changedBack(many))
        .startsWith("ConfigMap/ns/m0, ConfigMap/ns/m1, ConfigMap/ns/m2,")
        .contains("ConfigMap/ns/m4 and 4 more were changed back")
        .doesNotContain("m5");
  }

  private static KubeObject map(String name) {
    return KubeObject.of(
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "ConfigMap",
            "metadata",
            Map.of("name", name, "namespace", "ns")));
  }
}
