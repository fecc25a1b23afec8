package dev.millrace.bench.suite;

import dev.millrace.servers.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Compares suites ({@code make bench}). Prints a table for each workload and keeps it in {@code
 * docs/reference/benchmarks.md}, or in the file that {@code REPORT} names. Fails when a result was
 * refused.
 */
public final class Suite {
  private static final Path REPORT = Path.of("docs/reference/benchmarks.md");

  private Suite() {}

  /** Runs what the environment asks for (see {@link SuiteOptions#of}). */
  public static void run(Catalogue catalogue) throws Exception {
    run(SuiteOptions.of(System.getenv(), catalogue));
  }

  private static void run(SuiteOptions options) throws Exception {
    Path report = report();
    boolean allCount = true;
    for (Catalogue.Entry workload : options.workloads()) {
      int size = options.sizeOf(workload);
      List<ArmRun> runs = new WorkloadRun(workload, size).run(options.arms(), options.rounds());
      String section = new Section(workload, size, conditions(options), runs).text();
      System.out.println(section);
      String before = Files.exists(report) ? Files.readString(report) : "";
      Files.writeString(report, ReportPage.of(before).with(workload.id(), section).text());
      allCount &= runs.stream().allMatch(ArmRun::counts);
    }
    if (!allCount) {
      throw new IllegalStateException("results were refused; see REFUSED above");
    }
  }

  private static Path report() {
    String named = System.getenv().getOrDefault("REPORT", "");
    return named.isBlank() ? Repository.root().resolve(REPORT) : Path.of(named);
  }

  private static String conditions(SuiteOptions options) {
    String remark = System.getenv().getOrDefault("REMARK", "");
    return "%s, %d cores%s, `%s`"
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            Runtime.getRuntime().availableProcessors(),
            remark.isBlank() ? "" : ", " + remark,
            options.command());
  }
}
