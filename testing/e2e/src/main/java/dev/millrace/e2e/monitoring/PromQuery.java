package dev.millrace.e2e.monitoring;

import dev.millrace.e2e.monitoring.Selector.LabelMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what a PromQL expression reads. It knows just enough of the language for that: names,
 * braces, text and ranges; what is computed of the series is not looked at.
 */
final class PromQuery {
  private static final Set<String> GROUPINGS =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
  private static final Set<String> WORDS =
      Set.of(
          "and",
          "or",
          "unless",
          "bool",
          "offset",
          "sum",
          "min",
          "max",
          "avg",
          "count",
          "topk",
          "bottomk",
          "quantile",
          "stddev",
          "stdvar",
          "group");
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s+|\\[[^]]*]|\"(?:[^\"\\\\]|\\\\.)*\"|[0-9][0-9a-zA-Z.]*"
              + "|(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)|(?<other>[-+*/%^<>=!(),.])");
  private static final Pattern LABEL =
      Pattern.compile(
          "\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*,?\\s*");

  private final String text;
  private final List<Selector> found = new ArrayList<>();
  private int position;

  private PromQuery(String text) {
    this.text = text;
  }

  /** All selectors of an expression, in order. */
  static List<Selector> selectors(String expression) {
    PromQuery query = new PromQuery(expression);
    while (query.position < expression.length()) {
      query.next();
    }
    return query.found;
  }

  private void next() {
    Matcher token = TOKEN.matcher(text).region(position, text.length());
    if (!token.lookingAt()) {
      throw new IllegalArgumentException(
          "not understood at '%s' of: %s".formatted(text.substring(position), text));
    }
    position = token.end();
    String name = token.group("name");
    if (name == null) {
      return;
    }
    if (GROUPINGS.contains(name)) {
      skipList();
    } else if (!WORDS.contains(name) && !follows('(')) {
      found.add(new Selector(name, matchers()));
    }
  }

  private boolean follows(char wanted) {
    int at = position;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() && text.charAt(at) == wanted;
  }

  private void skipList() {
    if (follows('(')) {
      position = text.indexOf(')', position) + 1;
    }
  }

  private List<LabelMatcher> matchers() {
    if (!follows('{')) {
      return List.of();
    }
    position = text.indexOf('{', position) + 1;
    List<LabelMatcher> labels = new ArrayList<>();
    Matcher label = LABEL.matcher(text).region(position, text.length());
    while (label.lookingAt()) {
      labels.add(new LabelMatcher(label.group(1), label.group(2), label.group(3)));
      position = label.end();
      label.region(position, text.length());
    }
    if (position >= text.length() || text.charAt(position) != '}') {
      throw new IllegalArgumentException("braces are not closed in: " + text);
    }
    position++;
    return labels;
  }
}
