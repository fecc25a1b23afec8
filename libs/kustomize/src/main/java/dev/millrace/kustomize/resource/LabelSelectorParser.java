package dev.millrace.kustomize.resource;

import com.google.re2j.Pattern;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.resource.LabelSelector.Operator;
import dev.millrace.kustomize.resource.LabelSelector.Requirement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads label selectors with the grammar and the checks of Kubernetes. */
final class LabelSelectorParser {
  private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
  private static final Pattern DOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final String SPECIAL = "=!(),<>";

  private final String text;
  private final List<String> tokens;
  private int next;

  LabelSelectorParser(String text) {
    this.text = text;
    this.tokens = tokens(text);
  }

  List<Requirement> requirements() {
    List<Requirement> requirements = new ArrayList<>();
    while (hasNext()) {
      requirements.add(requirement());
      if (hasNext()) {
        expect(",");
        if (!hasNext()) {
          throw malformed("it ends with a comma");
        }
      }
    }
    return requirements;
  }

  private Requirement requirement() {
    boolean negated = hasNext() && peek().equals("!");
    if (negated) {
      next++;
    }
    String key = checkKey(word());
    if (negated || !hasNext() || peek().equals(",")) {
      Operator operator = negated ? Operator.NOT_EXISTS : Operator.EXISTS;
      return new Requirement(key, operator, Set.of());
    }
    return switch (tokens.get(next++)) {
      case "=", "==" -> new Requirement(key, Operator.IN, Set.of(exactValue()));
      case "!=" -> new Requirement(key, Operator.NOT_IN, Set.of(exactValue()));
      case ">" -> new Requirement(key, Operator.GREATER, Set.of(number()));
      case "<" -> new Requirement(key, Operator.LESS, Set.of(number()));
      case "in" -> new Requirement(key, Operator.IN, values());
      case "notin" -> new Requirement(key, Operator.NOT_IN, values());
      default -> throw malformed("'" + tokens.get(next - 1) + "' is not an operator");
    };
  }

  private String exactValue() {
    return !hasNext() || peek().equals(",") ? "" : checkValue(word());
  }

  private String number() {
    String value = word();
    if (!value.matches("[-+]?[0-9]{1,18}")) {
      throw malformed("'" + value + "' is not an integer");
    }
    return value;
  }

  private Set<String> values() {
    expect("(");
    Set<String> values = new LinkedHashSet<>();
    while (true) {
      boolean empty = hasNext() && (peek().equals(",") || peek().equals(")"));
      values.add(empty ? "" : checkValue(word()));
      if (hasNext() && peek().equals(",")) {
        next++;
      } else {
        expect(")");
        return values;
      }
    }
  }

  private String checkKey(String key) {
    int slash = key.indexOf('/');
    String name = key.substring(slash + 1);
    boolean domainFits = slash < 0 || (slash <= 253 && DOMAIN.matches(key.substring(0, slash)));
    if (!domainFits || name.length() > 63 || !NAME.matches(name)) {
      throw malformed("'" + key + "' is not a label key");
    }
    return key;
  }

  private String checkValue(String value) {
    if (value.length() > 63 || !(value.isEmpty() || NAME.matches(value))) {
      throw malformed("'" + value + "' is not a label value");
    }
    return value;
  }

  private String word() {
    if (!hasNext() || SPECIAL.indexOf(peek().charAt(0)) >= 0) {
      throw malformed("a key or value is missing");
    }
    return tokens.get(next++);
  }

  private void expect(String token) {
    if (!hasNext() || !peek().equals(token)) {
      throw malformed("'" + token + "' is missing");
    }
    next++;
  }

  private boolean hasNext() {
    return next < tokens.size();
  }

  private String peek() {
    return tokens.get(next);
  }

  private KustomizeException malformed(String reason) {
    return new KustomizeException("the selector '" + text + "' can't be read: " + reason);
  }

  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int start = i++;
      if (Character.isWhitespace(c)) {
        continue;
      }
      if (SPECIAL.indexOf(c) >= 0) {
        boolean isDouble = (c == '=' || c == '!') && i < text.length() && text.charAt(i) == '=';
        i += isDouble ? 1 : 0;
      } else {
        while (i < text.length() && isWord(text.charAt(i))) {
          i++;
        }
      }
      tokens.add(text.substring(start, i));
    }
    return tokens;
  }

  private static boolean isWord(char c) {
    return !Character.isWhitespace(c) && SPECIAL.indexOf(c) < 0;
  }
}
