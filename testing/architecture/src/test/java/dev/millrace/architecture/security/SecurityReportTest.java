package dev.millrace.architecture.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every security case that concerns us has a test, and the report tells how that ended. */
class SecurityReportTest {
  @TempDir private Path root;

  @Test
  void everyCaseThatConcernsUsHasATest() throws IOException {
    TestSources sources = TestSources.scan(Path.of("../.."));
    assertThat(SecurityCase.all())
        .as("cases without a test whose name begins with their row, such as row7ShowsNoSecret")
        .filteredOn(SecurityCase::concernsUs)
        .filteredOn(each -> sources.of(each.row()).isEmpty())
        .isEmpty();
  }

  @Test
  void theListIsWhole() {
    assertThat(SecurityCase.all())
        .extracting(SecurityCase::row)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 64).boxed().toList());
  }

  @ParameterizedTest
  @CsvSource({
    "row7ShowsNothing, 7",
    "row7Row28Row3ShowsNothing, 7 28 3",
    "rowsAreRead, ''",
    "knowsRow7Well, ''",
    "row7IgnoresRow8AfterWords, 7"
  })
  void namesOfTestsSayTheirRows(String method, String rows) {
    assertThat(new RowTest("a.B", method).rows())
        .extracting(String::valueOf)
        .isEqualTo(rows.isEmpty() ? List.of() : List.of(rows.split(" ")));
  }

  @Test
  void tellsHowTheTestsOfACaseEnded() throws IOException {
    write(
        "src/test/java/a/HarmTest.java",
        """
        package a;

        class HarmTest {
          void row7ShowsNothing(String type) {
            row7IsOnlyCalled();
          }

          static final ArchRule row7Row34NothingIsGuessed = none();
        }
        """);
    write(
        "target/surefire-reports/TEST-a.HarmTest.xml",
        """
        <testsuite>
          <testcase name="row7ShowsNothing(String)[1]" classname="a.HarmTest"/>
          <testcase name="row7ShowsNothing(String)[2]" classname="a.HarmTest"><failure>x</failure></testcase>
          <testcase name="row7ShowsNothing(String)[3]" classname="a.HarmTest"><skipped/></testcase>
        </testsuite>
        """);
    String page =
        new SecurityReport(TestSources.scan(root), TestResults.read(List.of(root))).page();
    assertThat(page)
        .contains(
            "| `HarmTest.row7Row34NothingIsGuessed`<br>`HarmTest.row7ShowsNothing` | 1 FAILED, 1 passed, 1 skipped, 1 not run |")
        .contains("| `HarmTest.row7Row34NothingIsGuessed` | 1 not run |")
        .doesNotContain("row7IsOnlyCalled");
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
