package dev.millrace.api.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class CopiesTest {

  @Test
  void doesNotFollowLaterChanges() {
    var list = new ArrayList<>(List.of("a"));
    var map = new LinkedHashMap<>(Map.of("a", "b"));

    var listCopy = Copies.ofList(list);
    var mapCopy = Copies.ofMap(map);
    list.add("c");
    map.put("c", "d");

    assertThat(listCopy).containsExactly("a");
    assertThat(mapCopy).containsOnly(Map.entry("a", "b"));
    assertThatThrownBy(() -> mapCopy.put("e", "f"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void turnsAbsentCollectionsIntoEmptyOnesAndDropsNulls() {
    assertThat(Copies.ofList(null)).isEmpty();
    assertThat(Copies.ofMap(null)).isEmpty();
    assertThat(Copies.ofTrees(null)).isEmpty();
    assertThat(Copies.ofList(Arrays.asList("a", null))).containsExactly("a");
  }

  @Test
  void keepsTheOrderAndNullsOfTrees() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("z", 1);
    tree.put("a", null);
    tree.put("list", List.of(1, 2.5, "text"));

    var copy = Copies.ofTree(tree);

    assertThat(copy).isInstanceOf(Map.class).hasToString("{z=1, a=null, list=[1, 2.5, text]}");
    assertThat(copy).asInstanceOf(InstanceOfAssertFactories.MAP).containsEntry("z", 1L);
  }

  @Test
  void replacesATreeThatWouldOverflowTheStack() {
    Object tree = "leaf";
    for (int i = 0; i < 10_000; i++) {
      tree = Map.of("a", tree);
    }

    assertThat(Copies.ofTree(tree)).isEqualTo("nested more than 400 levels deep");
  }
}
