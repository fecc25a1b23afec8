package dev.millrace.architecture.security;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code make security-report}: writes which tests prove which security case, and what their last
 * run said.
 */
public final class SecurityReport {
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
  private static final String HEAD =
      """
      # Security cases

      Written by `make security-report` from the reports of the last `make test`. Each row is a way
      in which a program of this trade was attacked or failed once; the tests beside it fail when
      that is possible here.

      | row | what holds | tests | last run |
      |---|---|---|---|
      """;

  private final TestSources sources;
  private final TestResults results;

  SecurityReport(TestSources sources, TestResults results) {
    this.sources = sources;
    this.results = results;
  }

  /**
   * Writes {@code docs/reference/security.md} and prints a summary.
   *
   * @param arguments the root of the repository; the working folder when there is none
   */
  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments.length == 0 ? "." : arguments[0]);
    SecurityReport report =
        new SecurityReport(TestSources.scan(root), TestResults.read(modules(root)));
    Path page = root.resolve("docs/reference/security.md");
    Files.writeString(page, report.page());
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    SecurityCase.all().forEach(each -> out.println(report.line(each)));
    out.println("written: " + page);
  }

  String page() {
    return SecurityCase.all().stream().map(this::row).collect(Collectors.joining("\n", HEAD, "\n"));
  }

  private String row(SecurityCase each) {
    String tests =
        sources.of(each.row()).stream()
            .map(test -> "`" + test.shortName() + "`")
            .collect(Collectors.joining("<br>"));
    return "| %d | %s | %s | %s |".formatted(each.row(), each.about(), tests, verdict(each));
  }

  private String line(SecurityCase each) {
    return "%3d  %-24s %s".formatted(each.row(), verdict(each), each.about());
  }

  private String verdict(SecurityCase each) {
    if (!each.concernsUs()) {
      return "does not concern us: " + each.exclusion();
    }
    SortedSet<RowTest> tests = sources.of(each.row());
    if (tests.isEmpty()) {
      return "no test";
    }
    TestResults.Tally sum =
        tests.stream().map(results::of).reduce(TestResults.Tally.NONE, TestResults.Tally::plus);
    long missing =
        tests.stream().filter(test -> results.of(test).equals(TestResults.Tally.NONE)).count();
    return Stream.of(
            said(sum.failed(), "FAILED"),
            said(sum.passed(), "passed"),
            said(sum.skipped(), "skipped"),
            said(missing, "not run"))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static String said(long number, String what) {
    return number == 0 ? "" : number + " " + what;
  }

  private static List<Path> modules(Path root) throws IOException {
    return MODULE
        .matcher(Files.readString(root.resolve("pom.xml")))
        .results()
        .map((MatchResult module) -> root.resolve(module.group(1)))
        .toList();
  }
}
