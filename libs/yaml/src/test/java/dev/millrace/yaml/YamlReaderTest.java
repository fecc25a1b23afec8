package dev.millrace.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {
  private static final YamlReader SIGS = YamlReader.sigs();
  private static final YamlReader KUSTOMIZE = YamlReader.kustomize();

  @Test
  void keepsTheOrderOfKeys() {
    assertThat(((Map<?, ?>) tree(SIGS, "b: 1\na: 2\nc: 3")).keySet().stream().map(Object::toString))
        .containsExactly("b", "a", "c");
  }

  @Test
  void expandsAliasesIntoSeparateCopies() {
    Map<?, ?> tree = (Map<?, ?>) tree(SIGS, "a: &x {k: [1]}\nb: *x");
    assertThat(tree.get("b")).isEqualTo(tree.get("a")).isNotSameAs(tree.get("a"));
  }

  @Test
  void sigsMergesWhereTheMergeKeyStands() {
    assertThat(fieldK(SIGS, "base: &b {x: 1, z: 2}\nk: {<<: *b, x: 3}"))
        .isEqualTo(Map.of("x", 3L, "z", 2L));
    assertThat(fieldK(SIGS, "base: &b {x: 1, z: 2}\nk: {x: 3, <<: *b}"))
        .isEqualTo(Map.of("x", 1L, "z", 2L));
  }

  @Test
  void kustomizeLetsOwnKeysWinOverMergedOnes() {
    assertThat(fieldK(KUSTOMIZE, "base: &b {x: 1, z: 2}\nk: {x: 3, <<: *b}"))
        .isEqualTo(Map.of("x", 3L, "z", 2L));
  }

  @Test
  void firstMergedMapWins() {
    String text = "a: &a {x: 1}\nb: &b {x: 2, z: 3}\nk: {<<: [*a, *b]}";
    assertThat(fieldK(SIGS, text)).isEqualTo(Map.of("x", 1L, "z", 3L));
    assertThat(fieldK(KUSTOMIZE, text)).isEqualTo(Map.of("x", 1L, "z", 3L));
  }

  @Test
  void refusesToMergeSomethingElse() {
    assertThatThrownBy(() -> SIGS.read("<<: 1"))
        .hasMessage("line 1, column 5: a merge key (<<) needs a map or a list of maps");
  }

  @Test
  void lastDuplicateCountsUnlessStrict() {
    assertThat(SIGS.read("a: 1\nb: 2\na: 3")).isEqualTo(Map.of("a", 3L, "b", 2L));
    assertThatThrownBy(() -> SIGS.strict().read("a: 1\nb: 2\na: 3"))
        .hasMessage("line 3, column 1: the key \"a\" is already set in line 1");
  }

  @Test
  void kustomizeRefusesDuplicatesByTheirSpelling() {
    assertThatThrownBy(() -> KUSTOMIZE.read("m:\n  a: 1\n  'a': 2"))
        .hasMessageContaining("already set in line 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"m: {1: x}", "m: {true: x}", "m: {~: x}", "m: {2024-01-01: x}"})
  void kustomizeRefusesKeysThatAreNotText(String text) {
    assertThatThrownBy(() -> KUSTOMIZE.read(text)).hasMessageContaining("the key is not text");
  }

  @Test
  void kustomizeTakesAnyScalarAsKeyOfTheRoot() {
    assertThat(KUSTOMIZE.read("1: x\ntrue: y")).isEqualTo(Map.of("1", "x", "true", "y"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"? [a]\n: 1", "? {a: 1}\n: 1"})
  void refusesCollectionsAsKeys(String text) {
    assertThatThrownBy(() -> SIGS.read(text)).hasMessageContaining("cannot be a key");
  }

  @Test
  void splitsStreamsAndKnowsWhereDocumentsStart() {
    String text = "# first\na: 1\n---\n---\n# nothing\n--- # c\nb: 2\n";
    List<YamlDocument> documents = KUSTOMIZE.readAll(text);
    assertThat(documents).extracting(YamlDocument::isEmpty).containsExactly(false, true, false);
    assertThat(documents.get(2).value()).isEqualTo(Map.of("b", 2L));
    assertThat(documents.get(2).start().line()).isEqualTo(7);
  }

  @Test
  void readsStreamsOfSigs() {
    assertThat(SIGS.readAll("a: 1\n---\n---\nb: 2\n"))
        .extracting(YamlDocument::value)
        .containsExactly(Map.of("a", 1L), null, Map.of("b", 2L));
  }

  @Test
  void refusesContentBehindASeparator() {
    assertThatThrownBy(() -> KUSTOMIZE.readAll("a: 1\n--- b: 2\n"))
        .hasMessageStartingWith("line 2, column 1: content after a document separator");
  }

  @Test
  void knowsWhereFieldsAreWritten() {
    YamlDocument document =
        KUSTOMIZE.readAll("# c\n---\nspec:\n  list:\n    - a: 1\n    - b: 2\n").getLast();
    assertThat(document.positionOf(List.of("spec", "list", "1", "b")))
        .extracting(Position::line, Position::column)
        .containsExactly(6, 7);
    assertThat(document.positionOf(List.of("spec", "missing", "x")).line()).isEqualTo(3);
  }

  @Test
  void dropsByteOrderMarksAndCarriageReturns() {
    assertThat(SIGS.read("\ufeffa: |\r\n  x\r\n  y\r\nb: 1\r\n"))
        .isEqualTo(Map.of("a", "x\ny\n", "b", 1L));
  }

  @Test
  void readsUtf16WithByteOrderMark() {
    assertThat(SIGS.read("\ufeffa: é".getBytes(StandardCharsets.UTF_16LE)))
        .isEqualTo(Map.of("a", "é"));
  }

  @Test
  void refusesBytesThatAreNoText() {
    assertThatThrownBy(() -> SIGS.read(new byte[] {'a', ':', ' ', (byte) 0xff}))
        .hasMessage("the text is not valid UTF-8");
  }

  @Test
  void refusesOtherYamlVersions() {
    assertThatThrownBy(() -> KUSTOMIZE.read("%YAML 1.2\n---\na: 1"))
        .hasMessageContaining("YAML version other than 1.1");
    assertThat(KUSTOMIZE.read("%YAML 1.1\n---\na: 1")).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void namesThePlaceOfSyntaxErrors() {
    assertThatThrownBy(() -> SIGS.read("a: 1\nb: [1, 2\nc: 3\n"))
        .isInstanceOfSatisfying(
            YamlException.class,
            e -> {
              assertThat(e.getMessage()).startsWith("line 3, column 2: ");
              assertThat(e.in("app.yaml")).hasMessageStartingWith("app.yaml:3:2: ");
            });
  }

  @Test
  void namesUnknownAndRecursiveAnchors() {
    assertThatThrownBy(() -> SIGS.read("a: *x")).hasMessage("line 1, column 4: unknown anchor 'x'");
    assertThatThrownBy(() -> SIGS.read("a: &x [*x]"))
        .hasMessage("line 1, column 8: the value of anchor 'x' contains itself");
  }

  @Test
  void row63DoesNotConstructClassesFromTags() {
    assertThat(SIGS.read("a: !!javax.script.ScriptEngineManager [x]"))
        .isEqualTo(Map.of("a", List.of("x")));
  }

  @Test
  void row63RefusesAliasBombs() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 10; i++) {
      String previous = "*a" + (i - 1);
      bomb.append(
          "a%d: &a%d [%s]\n"
              .formatted(i, i, ",".repeat(9).replace(",", previous + ",") + previous));
    }
    assertThatThrownBy(() -> SIGS.read(bomb.toString())).hasMessageContaining("through aliases");
    assertThatThrownBy(() -> KUSTOMIZE.read(bomb.toString()))
        .hasMessageContaining("through aliases");
  }

  @Test
  void row17BoundsDepthSizeAndNumber() {
    YamlLimits small = new YamlLimits(100, 5, 10, 2);
    assertThatThrownBy(() -> SIGS.limits(small).read("[[[[[[1]]]]]]"))
        .hasMessageContaining("deeper than 5 levels");
    assertThatThrownBy(() -> SIGS.limits(small).read("a".repeat(101)))
        .hasMessageContaining("longer than the limit of 100");
    assertThatThrownBy(() -> SIGS.limits(small).read("[1,1,1,1,1,1,1,1,1,1]"))
        .hasMessageContaining("more than 10 values");
    assertThatThrownBy(() -> SIGS.limits(small).readAll("a\n---\nb\n---\nc"))
        .hasMessageContaining("more than 2 documents");
  }

  @Test
  void row17DeepNestingIsAnErrorAndNoOverflow() {
    assertThatThrownBy(() -> SIGS.read("[".repeat(100_000))).isInstanceOf(YamlException.class);
    assertThatThrownBy(() -> SIGS.read("- ".repeat(100_000) + "x"))
        .isInstanceOf(YamlException.class);
  }

  @Test
  void nodesKeepHowScalarsWereWritten() {
    YamlNode root = SIGS.readNodes("a: 1.10\nb: &x \"q\" # c\n").getFirst();
    assertThat(root)
        .isInstanceOfSatisfying(
            YamlNode.Mapping.class,
            mapping -> {
              assertThat(mapping.entries().getFirst().value())
                  .hasFieldOrPropertyWithValue("text", "1.10");
              assertThat(mapping.entries().getLast().value())
                  .hasFieldOrPropertyWithValue("anchor", "x")
                  .hasFieldOrPropertyWithValue("quoted", true);
            });
  }

  private static @Nullable Object fieldK(YamlReader reader, String text) {
    return ((Map<?, ?>) tree(reader, text)).get("k");
  }

  private static Object tree(YamlReader reader, String text) {
    Object tree = reader.read(text);
    assertThat(tree).isNotNull();
    return Objects.requireNonNull(tree);
  }

  @Test
  void readsEmptyBlockScalarsWithDeeplyIndentedBlankLines() {
    assertThat(
            YamlReader.sigs()
                .read("l:\n  - k: a\n    v: >\n        \n        \n  - k: b\n    v: |-\n      \n"))
        .isEqualTo(Map.of("l", List.of(Map.of("k", "a", "v", ""), Map.of("k", "b", "v", ""))));
  }
}
