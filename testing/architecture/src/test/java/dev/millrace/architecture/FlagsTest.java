package dev.millrace.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.runtime.flags.FlagParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.OptionSpec;

/** Each controller takes every flag of Flux, with the same name and default (FLUX.md 1.9). */
class FlagsTest {
  static Iterable<String> controllers() {
    return FlagsReference.controllers().keySet();
  }

  @ParameterizedTest
  @MethodSource("controllers")
  void hasEveryFlagOfFluxWithItsDefault(String controller) {
    Map<String, String> ours =
        FlagsReference.flags(controller).stream()
            .collect(Collectors.toMap(OptionSpec::longestName, FlagsReference::defaultOf));
    Map<String, String> wanted = ofFlux(controller);
    assertThat(wanted).isNotEmpty();
    ours.keySet().retainAll(wanted.keySet());
    assertThat(new TreeMap<>(ours)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @MethodSource("controllers")
  void takesTrueAndFalseForEverySwitch(String controller) {
    for (OptionSpec flag : FlagsReference.flags(controller)) {
      if (flag.type() == boolean.class) {
        for (String value : new String[] {"=true", "=false", ""}) {
          FlagParser.parse(
              FlagsReference.controllers().get(controller).get(), flag.longestName() + value);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("controllers")
  void refusesAnUnknownFlagAndNamesTheNearest(String controller) {
    assertThatThrownBy(
            () ->
                FlagParser.parse(
                    FlagsReference.controllers().get(controller).get(), "--concurent=3"))
        .hasMessageContaining("unknown flag --concurent")
        .hasMessageContaining("did you mean --concurrent?");
  }

  @ParameterizedTest
  @MethodSource("controllers")
  void helpListsEveryFlag(String controller) {
    String help = FlagParser.usage(FlagsReference.controllers().get(controller).get());
    for (OptionSpec flag : FlagsReference.flags(controller)) {
      assertThat(help).contains(flag.longestName());
    }
  }

  @Test
  void thePageSaysWhatTheCodeSays() {
    new GeneratedPage("flags.md").says(FlagsReference.page());
  }

  private static Map<String, String> ofFlux(String controller) {
    Map<String, String> flags = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(Path.of("src/test/resources/flux-flags.tsv"))) {
        String[] fields = line.split("\t", -1);
        if (fields[0].equals(controller)) {
          flags.put(fields[1], fields[2]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return flags;
  }
}
