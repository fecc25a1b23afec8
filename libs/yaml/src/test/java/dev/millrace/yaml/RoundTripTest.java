package dev.millrace.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RoundTripTest {
  @Property(tries = 500)
  void whatIsWrittenReadsBackEqual(@ForAll("trees") Object tree) {
    assertThat(YamlReader.sigs().strict().read(GoYaml.write(tree))).isEqualTo(tree);
  }

  @Property(tries = 500)
  void prettyTextReadsBackEqual(@ForAll("trees") Object tree) {
    assertThat(YamlReader.sigs().strict().read(GoYaml.writePretty(tree))).isEqualTo(tree);
  }

  @Property(tries = 500)
  void jsonReadsBackEqual(@ForAll("trees") Object tree) {
    assertThat(GoJson.read(GoJson.write(tree))).isEqualTo(tree);
    assertThat(YamlReader.sigs().read(GoJson.write(tree))).isEqualTo(tree);
  }

  @Property(tries = 500)
  void shortestDigitsIdentifyTheDouble(@ForAll double value) {
    assertThat(Double.parseDouble(GoNumbers.formatGeneral(value))).isEqualTo(value);
    assertThat(Double.parseDouble(GoNumbers.formatJson(value))).isEqualTo(value);
  }

  @Property(tries = 300)
  void readingNeverFailsOtherwiseThanWithAYamlException(@ForAll("snippets") String text) {
    for (YamlReader reader : List.of(YamlReader.sigs(), YamlReader.kustomize())) {
      try {
        reader.readAll(text);
      } catch (YamlException expected) {
        assertThat(expected.getMessage()).isNotBlank();
      }
    }
  }

  @Property(tries = 300)
  void readingCommentsFindsTheSameNodes(@ForAll("snippets") String text) {
    YamlReader reader = YamlReader.kustomize();
    try {
      Optional<YamlNode> found = reader.readCommented(text).map(CommentedDocument::root);
      assertThat(found.isPresent()).isEqualTo(!reader.readNodes(text).isEmpty());
    } catch (YamlException expected) {
      assertThat(expected.getMessage()).isNotBlank();
    }
  }

  @Provide
  Arbitrary<Object> trees() {
    return Arbitraries.randomValue(random -> new RandomTree(random).value(4));
  }

  @Provide
  Arbitrary<String> snippets() {
    return Arbitraries.of(
            "a", ": ", "- ", "\n", "  ", "[", "]", "{", "}", "\"", "'", "&x", "*x", "!", "!!int ",
            "|", ">", "#", "%YAML", "---", "...", "\t", "1", "<<", "?", ",", "\\", "\ufeff")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }
}
