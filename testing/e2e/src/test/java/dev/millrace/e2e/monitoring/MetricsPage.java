package dev.millrace.e2e.monitoring;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@code docs/reference/metrics.md} says of each metric, and where that is not true. */
public final class MetricsPage {
  private static final Pattern ROW =
      Pattern.compile("^\\| (`[^|]*`) \\| (\\w+) \\|([^|]*)\\|", Pattern.MULTILINE);
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  /** Has other labels for each kind, so that no cluster shows all of them. */
  private static final Set<String> DIFFERS = Set.of("gotk_resource_info");

  /** What the JVM, Netty and Quarkus offer by themselves. */
  private static final Pattern FOREIGN =
      Pattern.compile("(jvm|netty|worker_pool|system|process|http_server|executor)_");

  private final Map<String, Described> described = new LinkedHashMap<>();

  private record Described(String type, Set<String> labels) {}

  /** Reads the tables of the page. */
  public MetricsPage(String text) {
    Matcher row = ROW.matcher(text);
    while (row.find()) {
      Set<String> labels = quoted(row.group(3).replaceAll("\\([^)]*\\)", ""));
      for (String name : quoted(row.group(1))) {
        described.put(name, new Described(row.group(2), labels));
      }
    }
  }

  /** The metrics that the page has a row for. */
  public Set<String> metrics() {
    return described.keySet();
  }

  /** What is wrong with the page; empty if nothing is. */
  public List<String> problems(Collection<MetricFamily> offered) {
    List<String> problems = new ArrayList<>();
    for (MetricFamily family : offered) {
      Described said = described.get(family.name());
      if (said != null) {
        compare(family, said, problems);
      } else if (!FOREIGN.matcher(family.name()).lookingAt()) {
        problems.add(family.name() + " is not described");
      }
    }
    return problems;
  }

  private static void compare(MetricFamily family, Described said, List<String> problems) {
    String name = family.name();
    if (!said.type().equals(family.type())) {
      problems.add("%s is a %s, not a %s".formatted(name, family.type(), said.type()));
    }
    if (family.help().isBlank()) {
      problems.add(name + " does not say what it is");
    }
    Set<String> more = minus(family.labels(), said.labels());
    Set<String> less = DIFFERS.contains(name) ? Set.of() : minus(said.labels(), family.labels());
    if (!more.isEmpty() || !less.isEmpty()) {
      problems.add("%s has the labels %s".formatted(name, new TreeSet<>(family.labels())));
    }
  }

  private static Set<String> minus(Set<String> from, Set<String> those) {
    Set<String> rest = new TreeSet<>(from);
    rest.removeAll(those);
    return rest;
  }

  private static Set<String> quoted(String cell) {
    return QUOTED
        .matcher(cell)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
