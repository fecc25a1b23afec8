package dev.millrace.helm.render;

import dev.millrace.helm.chart.Chart;
import java.util.Map;
import java.util.TreeMap;

/** NOTES.txt: rendered like other templates, but for the user and not for the cluster. */
final class Notes {
  private static final String SUFFIX = "NOTES.txt";

  private Notes() {}

  /** Removes all notes from {@code rendered}, and gives the text for the user. */
  static String takeFrom(Map<String, String> rendered, Chart chart, boolean subchartNotes) {
    String own = chart.name() + "/templates/" + SUFFIX;
    var notes = new StringBuilder();
    for (var template : new TreeMap<>(rendered).entrySet()) {
      String path = template.getKey();
      if (!path.endsWith(SUFFIX)) {
        continue;
      }
      rendered.remove(path);
      if (subchartNotes || path.equals(own)) {
        notes.append(notes.isEmpty() ? "" : "\n").append(template.getValue());
      }
    }
    return notes.toString();
  }
}
