package dev.millrace.apply.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonPointerTest {

  private static final Map<String, Object> TREE =
      Map.of("a/b", Map.of("~", List.of("x", "y")), "n", Map.of("k", "v"));

  @Test
  void findsEscapedKeysAndPlacesInLists() {
    JsonPointer pointer = JsonPointer.parse("/a~1b/~0/1");

    assertThat(pointer.get(TREE)).isEqualTo("y");
    assertThat(pointer).hasToString("/a~1b/~0/1");
    assertThat(JsonPointer.parse("/a~1b/~0/-1").get(TREE)).isEqualTo("y");
    assertThat(JsonPointer.parse("").get(TREE)).isSameAs(TREE);
  }

  @Test
  void leavesTreesAloneThatLackThePlace() {
    for (String missing : List.of("/x", "/a~1b/~0/7", "/a~1b/~0/-3", "/n/k/deeper", "/a~1b/~0/x")) {
      JsonPointer pointer = JsonPointer.parse(missing);

      assertThat(pointer.isIn(TREE)).isFalse();
      assertThat(pointer.removeFrom(TREE)).isSameAs(TREE);
      assertThat(pointer.replaceIn(TREE, "z")).isSameAs(TREE);
    }
  }

  @Test
  void removesAndReplacesInCopies() {
    assertThat(JsonPointer.parse("/n/k").removeFrom(TREE))
        .isEqualTo(Map.of("a/b", Map.of("~", List.of("x", "y")), "n", Map.of()));
    assertThat(JsonPointer.parse("/a~1b/~0/0").removeFrom(TREE))
        .isEqualTo(Map.of("a/b", Map.of("~", List.of("y")), "n", Map.of("k", "v")));
    assertThat(JsonPointer.parse("/n/k").replaceIn(TREE, "z"))
        .isEqualTo(Map.of("a/b", Map.of("~", List.of("x", "y")), "n", Map.of("k", "z")));
  }

  @Test
  void knowsWhatIsInsideOfWhat() {
    assertThat(JsonPointer.parse("/a/b").startsWith(JsonPointer.parse("/a"))).isTrue();
    assertThat(JsonPointer.parse("/ab").startsWith(JsonPointer.parse("/a"))).isFalse();
  }

  @Test
  void refusesTextThatDoesNotStartWithASlash() {
    assertThatIllegalArgumentException().isThrownBy(() -> JsonPointer.parse("spec/replicas"));
  }
}
