package dev.millrace.bench.suite;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page of figures: each workload has a section, which is replaced when it runs again. */
final class ReportPage {
  private static final String HEADING = "## W";
  private final String introduction;
  private final TreeMap<Integer, String> sections;

  private ReportPage(String introduction, Map<Integer, String> sections) {
    this.introduction = introduction;
    this.sections = new TreeMap<>(sections);
  }

  /** A page as it was written before; empty for a new one. */
  static ReportPage of(String text) {
    String[] parts = text.split("(?m)^(?=" + HEADING + ")");
    String introduction = parts[0].isBlank() ? "# Benchmarks\n\n" : parts[0];
    TreeMap<Integer, String> sections = new TreeMap<>();
    for (int i = 1; i < parts.length; i++) {
      sections.put(number(parts[i].substring(HEADING.length())), parts[i]);
    }
    return new ReportPage(introduction, sections);
  }

  /** The page with a section of a workload in the place of its older one. */
  ReportPage with(String id, String section) {
    TreeMap<Integer, String> all = new TreeMap<>(sections);
    all.put(number(id.substring(1)), section);
    return new ReportPage(introduction, all);
  }

  /** The page in Markdown. */
  String text() {
    return introduction
        + sections.values().stream()
            .map(String::strip)
            .collect(Collectors.joining("\n\n", "", "\n"));
  }

  /** The digits that a text begins with. */
  private static int number(String text) {
    return Integer.parseInt(text.replaceFirst("(?s)^([0-9]+).*", "$1"));
  }
}
