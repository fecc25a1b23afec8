package dev.millrace.apply.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.apply.object.KubeObject;
import io.fabric8.zjsonpatch.JsonPatch;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TreeDiffTest {

  private final ObjectMapper json = new ObjectMapper();

  @Property(tries = 300)
  void makesTheFirstTreeTheSecond(@ForAll("trees") Object before, @ForAll("trees") Object after) {
    List<?> patch =
        TreeDiff.between(Map.of("x", before), Map.of("x", after)).stream()
            .map(change -> change.toPatch().toTree())
            .toList();

    JsonNode patched =
        JsonPatch.apply(json.valueToTree(patch), json.valueToTree(Map.of("x", before)));

    assertThat(patched).isEqualTo(json.<JsonNode>valueToTree(Map.of("x", after)));
  }

  @Property(tries = 100)
  void findsNothingBetweenEqualTrees(@ForAll("trees") Object tree) {
    assertThat(TreeDiff.between(tree, tree)).isEmpty();
  }

  @Provide
  Arbitrary<Object> trees() {
    Arbitrary<Object> scalars =
        Arbitraries.oneOf(
            Arbitraries.strings().alpha().ofMaxLength(2).map(Object.class::cast),
            Arbitraries.longs().between(0, 3).map(Object.class::cast),
            Arbitraries.of(true, false).map(Object.class::cast));
    return Arbitraries.recursive(
        () -> scalars,
        inner ->
            Arbitraries.oneOf(
                inner.list().ofMaxSize(3).map(Object.class::cast),
                Arbitraries.maps(Arbitraries.of("a", "b", "c/~"), inner)
                    .ofMaxSize(3)
                    .map(map -> (Object) new TreeMap<>(map))),
        0,
        3);
  }

  @Test
  void countsLabelsAnnotationsAndContentOnly() {
    KubeObject before =
        KubeObject.of(
            Map.of(
                "kind",
                "Widget",
                "metadata",
                Map.of("resourceVersion", "1", "labels", Map.of("a", "b")),
                "spec",
                Map.of("size", 1),
                "status",
                Map.of("phase", "x")));
    KubeObject after =
        KubeObject.of(
            Map.of(
                "kind",
                "Widget",
                "metadata",
                Map.of("resourceVersion", "2", "annotations", Map.of("c", "d")),
                "spec",
                Map.of("size", 2)));

    assertThat(TreeDiff.ofObjects(before, after))
        .extracting(FieldChange::toString)
        .containsExactly(
            "removed /metadata/labels", "added /metadata/annotations", "changed /spec/size");
  }
}
