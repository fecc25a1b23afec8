package dev.millrace.yaml;

import static org.assertj.core.api.Assertions.assertThat;

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

  @Provide
  Arbitrary<Object> trees() {
    return Arbitraries.randomValue(random -> new RandomTree(random).value(4));
  }
}
