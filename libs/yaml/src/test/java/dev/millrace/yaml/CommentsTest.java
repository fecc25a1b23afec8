package dev.millrace.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Comments go to the same keys and values as with {@code yaml.v3}. */
class CommentsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "# x;a: 1                     @ a: above # x",
        "a: 1 # x                     @ 1: beside # x",
        "a: # x;  b: 1                @ a: beside # x",
        "a: 1;# x;;b: 2               @ a: below # x",
        "a: 1;# x;b: 2                @ b: above # x",
        "a: 1;;# x;b: 2               @ b: above # x",
        "a:;  b: 1;  # x;c: 2         @ b: below # x",
        "a:;  b: 1;# x;;c: 2          @ a: below # x",
        "a:;  b: 1;# x;               @ a: below # x",
        "- a # x;- b                  @ a: beside # x",
        "- # x;  a: 1                 @ a: above # x",
        "a: # x;  - b                 @ a: beside # x",
        "a: # x;- b                   @ a: beside # x",
        "a: | # x;  b                 @ b: beside # x",
        "a: [b, # x;  c]              @ b: beside # x",
        "a: {b: c};# x;;d: e          @ d: above # x/"
      })
  void commentsAreAttached(String text, String expected) {
    assertThat(described(document(text))).containsExactly(expected);
  }

  @Test
  void linesOfOneCommentStayTogetherWithTheBlankLinesBetween() {
    assertThat(described(document("a: 1;;# x;# y;;# z;b: 2")))
        .containsExactly("b: above # x/# y//# z");
  }

  @Test
  void theDocumentHasWhatStandsApartAboveAndBelow() {
    CommentedDocument document = document("# top;;# first;a: 1;;# end");
    assertThat(document.whole()).isEqualTo(new Comments("# top", "", "# end"));
    assertThat(described(document)).containsExactly("a: above # first");
  }

  @Test
  void aCommentAboveAListItemThatIsABlockBelongsToTheBlock() {
    CommentedDocument document = document("# x;- # y;  a: 1");
    YamlNode item = ((YamlNode.Sequence) document.root()).items().getFirst();
    assertThat(document.of(item).above()).isEqualTo("# x");
    assertThat(described(document)).contains("a: above # y");
  }

  @Test
  void commentsDoNotChangeValues() {
    String text = "# x\na: # y\n- 1 # z\n# w\n\nb: {c: d}\n# end\n";
    YamlReader reader = YamlReader.kustomize();
    CommentedDocument document = reader.readCommented(text).orElseThrow();
    assertThat(reader.build(document.root())).isEqualTo(reader.read(text));
  }

  @Test
  void aTextWithoutDocumentsHasNoComments() {
    assertThat(YamlReader.kustomize().readCommented("# alone\n")).isEmpty();
  }

  private static CommentedDocument document(String lines) {
    String text = lines.replace(';', '\n') + "\n";
    return YamlReader.kustomize().readCommented(text).orElseThrow();
  }

  /** Each comment of a scalar: the text of the scalar, the place, the comment. */
  private static Iterable<String> described(CommentedDocument document) {
    Map<Integer, String> byOffset = new TreeMap<>();
    document
        .ofNodes()
        .forEach(
            (node, comments) -> {
              if (node instanceof YamlNode.Scalar scalar && !comments.isEmpty()) {
                byOffset.put(
                    scalar.start().offset(), scalar.text().strip() + ": " + describe(comments));
              }
            });
    return byOffset.values();
  }

  private static String describe(Comments comments) {
    String text =
        (comments.above().isEmpty() ? "" : "above " + comments.above())
            + (comments.beside().isEmpty() ? "" : "beside " + comments.beside())
            + (comments.below().isEmpty() ? "" : "below " + comments.below());
    return text.replace('\n', '/');
  }
}
