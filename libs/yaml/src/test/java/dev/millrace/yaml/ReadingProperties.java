package dev.millrace.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** YAML comes from anybody: whatever it is, it is read or refused. */
class ReadingProperties {
  @Property
  void readingNeverFailsOtherwiseThanWithAYamlException(@ForAll("snippets") String text) {
    for (YamlReader reader : List.of(YamlReader.sigs(), YamlReader.kustomize())) {
      try {
        reader.readAll(text);
      } catch (YamlException expected) {
        assertThat(expected.getMessage()).isNotBlank();
      }
    }
  }

  @Property
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
  Arbitrary<String> snippets() {
    return Arbitraries.of(
            "a", ": ", "- ", "\n", "  ", "[", "]", "{", "}", "\"", "'", "&x", "*x", "!", "!!int ",
            "|", ">", "#", "%YAML", "---", "...", "\t", "1", "<<", "?", ",", "\\", "\ufeff")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }
}
