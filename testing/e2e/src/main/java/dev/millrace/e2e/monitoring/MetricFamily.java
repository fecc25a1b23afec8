package dev.millrace.e2e.monitoring;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * All series of one metric.
 *
 * @param name without what a histogram adds to it
 * @param type {@code counter}, {@code gauge}, {@code histogram}, …
 * @param help what it says of itself; empty if nothing
 * @param labels those that any of its series has, but for the bounds of buckets
 */
public record MetricFamily(String name, String type, String help, Set<String> labels) {
  private static final Set<String> OF_BUCKETS = Set.of("le", "quantile");

  /** OpenMetrics speaks of counters without it. */
  private static final String COUNTED = "_total$";

  private static final String TYPE = "# TYPE ";
  private static final String HELP = "# HELP ";

  /** Copies the labels. */
  public MetricFamily {
    labels = Set.copyOf(labels);
  }

  /** Reads what a controller offers to Prometheus. */
  static Collection<MetricFamily> readAll(String text) {
    Map<String, String> types = comments(TYPE, text);
    Map<String, String> help = comments(HELP, text);
    Map<String, MetricFamily> families = new LinkedHashMap<>();
    for (Sample sample : Sample.readAll(text)) {
      boolean isPart = types.getOrDefault(sample.family(), "").equals("histogram");
      String name = isPart ? sample.family() : sample.metric();
      String said = types.containsKey(name) ? name : name.replaceFirst(COUNTED, "");
      MetricFamily seen =
          new MetricFamily(
              name, types.getOrDefault(said, ""), help.getOrDefault(said, ""), labels(sample));
      families.merge(name, seen, MetricFamily::and);
    }
    return families.values();
  }

  private static Set<String> labels(Sample sample) {
    Set<String> labels = new TreeSet<>(sample.labels().keySet());
    labels.removeAll(OF_BUCKETS);
    return labels;
  }

  private static Map<String, String> comments(String mark, String text) {
    Map<String, String> found = new LinkedHashMap<>();
    for (String line : text.lines().filter(each -> each.startsWith(mark)).toList()) {
      List<String> parts = List.of(line.substring(mark.length()).split(" ", 2));
      found.put(parts.getFirst(), parts.size() == 2 ? parts.getLast() : "");
    }
    return found;
  }

  /** The same metric with the series of another controller. */
  MetricFamily and(MetricFamily other) {
    Set<String> all = new TreeSet<>(labels);
    all.addAll(other.labels);
    return new MetricFamily(name, type, help, all);
  }
}
