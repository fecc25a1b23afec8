package dev.millrace.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RoundTripProperties {
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

  @Provide
  Arbitrary<Object> trees() {
    return Arbitraries.lazyOf(this::scalars, this::scalars, this::scalars, this::lists, this::maps);
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

  private Arbitrary<Object> lists() {
    return trees().list().ofMaxSize(4).map(list -> list);
  }

  private Arbitrary<Object> maps() {
    return Arbitraries.maps(texts(), trees()).ofMaxSize(4).map(map -> (Map<String, Object>) map);
  }

  private Arbitrary<Object> scalars() {
    return Arbitraries.oneOf(
        texts().map(text -> text),
        Arbitraries.longs().map(number -> number),
        Arbitraries.doubles()
            .between(-1e9, 1e9)
            .ofScale(3)
            .filter(d -> d != Math.rint(d))
            .map(d -> d),
        Arbitraries.of(true, false).map(bool -> bool));
  }

  private Arbitrary<String> texts() {
    Arbitrary<String> free =
        Arbitraries.strings().withCharRange(' ', '~').withChars("\n\té日\u2028").ofMaxLength(100);
    return Arbitraries.oneOf(
        free, Arbitraries.of("yes", "null", "0x1F", "1e3", "2024-01-01", "", "-", "a: b", "😀"));
  }
}
