package dev.millrace.helm.cli;

import dev.millrace.helm.chart.ChartException;
import dev.millrace.helm.chart.ShellPattern;
import dev.millrace.helm.order.ManifestSplitter;
import java.util.List;

/** Picks the documents of some templates out of the whole output, as {@code --show-only} does. */
final class ShownTemplates {
  private static final String SOURCE = "# Source: ";

  private ShownTemplates() {}

  /**
   * The documents of the templates, in the order in which the patterns ask for them.
   *
   * @throws CommandFailure if a pattern fits no document
   */
  static String of(String output, List<String> patterns) throws CommandFailure, ChartException {
    List<String> documents = ManifestSplitter.split(output);
    var shown = new StringBuilder();
    for (String pattern : patterns) {
      int before = shown.length();
      ShellPattern wanted = ShellPattern.compile(pattern);
      for (String document : documents) {
        if (wanted.matches(path(document))) {
          shown.append("---\n").append(document).append('\n');
        }
      }
      if (shown.length() == before) {
        throw new CommandFailure("could not find template " + pattern + " in chart");
      }
    }
    return shown.toString();
  }

  /** The path below the chart's folder. */
  private static String path(String document) {
    int end = document.indexOf('\n');
    String line = end < 0 ? document : document.substring(0, end);
    return line.startsWith(SOURCE) ? line.substring(line.indexOf('/') + 1) : "";
  }
}
