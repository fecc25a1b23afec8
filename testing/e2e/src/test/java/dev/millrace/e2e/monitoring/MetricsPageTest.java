package dev.millrace.e2e.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsPageTest {
  private static final MetricsPage PAGE =
      new MetricsPage(
          """
          | metric | type | labels | what |
          |---|---|---|---|
          | `runs_total` | counter | `kind`, `result` (`good`, `bad`) | runs |
          | `waiting`, `working` | gauge | | what is under way |
          | `run_seconds` | histogram | `kind` | how long |
          """);
  private static final String RUNS =
      """
      # HELP runs_total runs
      # TYPE runs_total counter
      runs_total{kind="A",result="good"} 1.0
      """;

  @Test
  void findsNothingWrongWhereAllIsAsDescribed() {
    assertProblems(
        RUNS
            + """
            # HELP run_seconds how long
            # TYPE run_seconds histogram
            run_seconds_bucket{kind="A",le="+Inf"} 1
            run_seconds_sum{kind="A"} 0.5
            run_seconds_count{kind="A"} 1
            # HELP waiting that wait
            # TYPE waiting gauge
            waiting 0
            jvm_threads{state="new"} 1
            """);
    assertThat(PAGE.metrics()).containsExactly("runs_total", "waiting", "working", "run_seconds");
  }

  @Test
  void knowsCountersAsOpenMetricsWritesThem() {
    assertProblems(
        RUNS.replace("HELP runs_total", "HELP runs").replace("TYPE runs_total", "TYPE runs"));
  }

  @Test
  void tellsOfAMetricThatIsNotDescribed() {
    assertProblems(RUNS + "surprise 1\n", "surprise is not described");
  }

  @Test
  void tellsOfOtherTypesAndLabelsAndOfMissingHelp() {
    assertProblems(
        "# TYPE waiting counter\nwaiting{kind=\"A\"} 1\n",
        "waiting is a counter, not a gauge",
        "waiting does not say what it is",
        "waiting has the labels [kind]");
    assertProblems(RUNS.replace("kind=\"A\",", ""), "runs_total has the labels [result]");
  }

  private static void assertProblems(String offered, String... problems) {
    assertThat(PAGE.problems(MetricFamily.readAll(offered))).containsExactlyInAnyOrder(problems);
  }
}
