package dev.millrace.helm.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * The rules of a {@code .helmignore} file (HELM.md "Rendering"): one shell pattern a line, {@code
 * !} turns a rule around, a trailing {@code /} restricts it to folders, a leading one to the
 * chart's root. Unlike in gitignore files, {@code **} is refused, and a path is ignored as soon as
 * any rule says so: a negated rule ignores whatever it does not match.
 */
final class IgnoreRules {
  private static final String HIDDEN_TEMPLATES = "templates/.?*";

  private final List<Rule> rules;

  private IgnoreRules(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** The rules of a chart without a {@code .helmignore}. */
  static IgnoreRules defaults() throws ChartException {
    return parse("");
  }

  /** Reads a file's text. */
  static IgnoreRules parse(String text) throws ChartException {
    var rules = new ArrayList<Rule>();
    for (String line : text.split("\n", -1)) {
      addRule(rules, line);
    }
    addRule(rules, HIDDEN_TEMPLATES);
    return new IgnoreRules(rules);
  }

  /** Whether a path below the chart's folder is left out. */
  boolean ignores(String path, boolean directory) {
    for (Rule rule : rules) {
      boolean applies = directory || !rule.onlyDirectories();
      boolean matches = applies && rule.matches(path);
      if (matches != rule.negated()) {
        return true;
      }
    }
    return false;
  }

  private static void addRule(List<Rule> rules, String line) throws ChartException {
    String rule = line.strip();
    if (rule.isEmpty() || rule.startsWith("#")) {
      return;
    }
    if (rule.contains("**")) {
      throw new ChartException(".helmignore: double-star (**) syntax is not supported: " + rule);
    }
    boolean negated = rule.startsWith("!");
    rule = negated ? rule.substring(1) : rule;
    boolean onlyDirectories = rule.endsWith("/");
    rule = onlyDirectories ? rule.substring(0, rule.length() - 1) : rule;
    boolean fromRoot = rule.startsWith("/");
    boolean wholePath = rule.contains("/");
    ShellPattern pattern = ShellPattern.compile(fromRoot ? rule.substring(1) : rule);
    rules.add(new Rule(pattern, wholePath, negated, onlyDirectories));
  }

  /** A line; one without a slash is held against the last part of the path alone. */
  private record Rule(
      ShellPattern pattern, boolean wholePath, boolean negated, boolean onlyDirectories) {

    boolean matches(String path) {
      return pattern.matches(wholePath ? path : path.substring(path.lastIndexOf('/') + 1));
    }
  }
}
