package dev.millrace.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReportPageTest {
  @Test
  void beginsWithAHeading() {
    assertThat(ReportPage.of("").with("W1", "## W1: apps\n\nfigures\n").text())
        .isEqualTo("# Benchmarks\n\n## W1: apps\n\nfigures\n");
  }

  @Test
  void replacesTheSectionOfAWorkloadAndKeepsAllElse() {
    String before = "# Benchmarks\n\nIntroduction.\n\n## W1: a\n\nold\n\n## W11: b\n\nkept\n";
    assertThat(ReportPage.of(before).with("W1", "## W1: a\n\nnew\n").text())
        .isEqualTo("# Benchmarks\n\nIntroduction.\n\n## W1: a\n\nnew\n\n## W11: b\n\nkept\n");
  }

  @Test
  void sortsSectionsByTheirNumbers() {
    ReportPage page = ReportPage.of("").with("W11", "## W11: b\n").with("W2", "## W2: a\n");
    assertThat(page.text()).containsSubsequence("## W2", "## W11");
  }
}
