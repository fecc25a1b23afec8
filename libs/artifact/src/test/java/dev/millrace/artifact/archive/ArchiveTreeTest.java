package dev.millrace.artifact.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.artifact.ignore.SourceIgnore;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTreeTest {
  @Test
  void ordersLikeALexicalWalk() {
    var tree = treeOf("a.jpg", "a/z", "a/b/c", "a-b", "B", "ä", "\uFFFD", "😀");

    assertThat(tree.entries())
        .extracting(ArchiveEntry::path)
        .containsExactly("B", "a", "a/b", "a/b/c", "a/z", "a-b", "a.jpg", "ä", "\uFFFD", "😀");
  }

  @Test
  void ordersNamesByTheirUtf8Bytes() {
    var random = new Random(1);
    Comparator<String> byBytes =
        Comparator.comparing(
            name -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);
    for (int i = 0; i < 2000; i++) {
      var left = name(random);
      var right = name(random);

      assertThat(Integer.signum(ArchivePaths.WALK_ORDER.compare(left, right)))
          .isEqualTo(Integer.signum(byBytes.compare(left, right)));
    }
  }

  @Test
  void anExcludedFolderKeepsIncludedContent() {
    var rules = SourceIgnore.forTree(new TreeMap<>(), "vendor/\n!vendor/keep.yaml");

    assertThat(treeOf("vendor/keep.yaml", "vendor/drop.yaml", "app.yaml").without(rules).entries())
        .extracting(ArchiveEntry::path)
        .containsExactly("app.yaml", "vendor/keep.yaml");
  }

  @Test
  void anotherTreeCanBeMountedBelowAFolder() {
    var tree =
        ArchiveTree.builder()
            .addAll(treeOf("app.yaml"), "")
            .addAll(treeOf("app.yaml"), "deps/lib")
            .build();

    assertThat(tree.entries())
        .extracting(ArchiveEntry::path)
        .containsExactly("app.yaml", "deps", "deps/lib", "deps/lib/app.yaml");
  }

  @Test
  void refusesAFileBelowAFile() {
    assertThatThrownBy(() -> treeOf("a", "a/b"))
        .hasMessage("'a/b' cannot be below 'a', which is a file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a/", "a//b", "../a", "a/../b", "./a", "a/.", "a\0b"})
  void refusesPathsThatAreNotPlain(String path) {
    assertThatThrownBy(() -> ArchiveEntry.folder(path))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ArchiveTree treeOf(String... files) {
    var tree = ArchiveTree.builder();
    for (var file : files) {
      tree.add(ArchiveEntry.file(file, new byte[0]));
    }
    return tree.build();
  }

  private static String name(Random random) {
    int[] alphabet = {'a', 'b', '.', 0xe4, 0xd7ff, 0xe000, 0xffff, 0x1f600};
    return random
        .ints(1 + random.nextInt(4), 0, alphabet.length)
        .map(i -> alphabet[i])
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
