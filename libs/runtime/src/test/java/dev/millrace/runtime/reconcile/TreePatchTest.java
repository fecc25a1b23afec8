package dev.millrace.runtime.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class TreePatchTest {
  @Test
  void equalTreesNeedNoPatchWhateverTheirNumberTypes() {
    assertThat(
            TreePatch.between(
                Map.of("a", 1, "b", List.of(Map.of("c", 2))),
                Map.of("a", 1L, "b", List.of(Map.of("c", 2L)))))
        .isEmpty();
  }

  @Test
  void removedKeysBecomeNull() {
    assertThat(TreePatch.between(Map.of("a", 1), Map.of())).containsEntry("a", null);
  }

  @Test
  void nestedTreesAreComparedAndListsReplaced() {
    var patch =
        TreePatch.between(
            Map.of("t", Map.of("same", 1, "old", 1), "l", List.of(1)),
            Map.of("t", Map.of("same", 1, "new", 2), "l", List.of(1, 2)));
    assertThat(patch.get("l")).isEqualTo(List.of(1, 2));
    assertThat(patch.get("t"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .hasSize(2)
        .containsEntry("old", null);
  }
}
