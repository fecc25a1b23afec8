package dev.millrace.controller.imageautomation.setter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.yaml.YamlLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Files of all styles, byte for byte. In a file of {@code resources/golden}, {@code «old|new»}
 * stands for what a marker changes; all else has to stay. Each file is also tried with other line
 * ends, with a byte order mark and without its last line end.
 */
class GoldenFilesTest {
  private static final String DIGEST =
      "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  private static final List<LatestImage> IMAGES =
      List.of(
          new LatestImage("ns", "app", "reg.io:5000/app", "v2.3.4", ""),
          new LatestImage("ns", "pin", "redis", "7", DIGEST));
  private static final Pattern CHANGE = Pattern.compile("«([^|»]*)\\|([^»]*)»");

  @TestFactory
  Stream<DynamicTest> changesTheMarkedValuesAndNothingElse() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/golden"))) {
      return files.sorted().toList().stream().flatMap(GoldenFilesTest::testsOf);
    }
  }

  private static Stream<DynamicTest> testsOf(Path file) {
    String text = read(file);
    String name = file.getFileName().toString();
    return Stream.of(
        DynamicTest.dynamicTest(name, () -> check(text)),
        DynamicTest.dynamicTest(name + " with CR LF", () -> check(text.replace("\n", "\r\n"))),
        DynamicTest.dynamicTest(name + " with BOM", () -> check("\uFEFF" + text)),
        DynamicTest.dynamicTest(
            name + " without last line end", () -> check(text.stripTrailing())));
  }

  private static void check(String golden) {
    String before = CHANGE.matcher(golden).replaceAll("$1");
    String after = CHANGE.matcher(golden).replaceAll("$2");
    SetterUpdate update = new SetterUpdate(Setters.of(IMAGES), YamlLimits.DEFAULT);
    byte[] updated = update.update("a.yaml", before.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    assertThat(new String(updated, StandardCharsets.UTF_8)).isEqualTo(after);
    assertThat(update.problemFiles()).isEmpty();
    assertThat(new SetterUpdate(Setters.of(IMAGES), YamlLimits.DEFAULT).update("a.yaml", updated))
        .as("a second time changes nothing")
        .isEmpty();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
