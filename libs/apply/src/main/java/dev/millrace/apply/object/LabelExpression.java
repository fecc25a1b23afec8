package dev.millrace.apply.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A condition on labels in the words of the Kubernetes API: {@code app=web,tier in (a,b),!canary}.
 */
public final class LabelExpression {

  private static final int MAX_LENGTH = 4_096;
  private static final Pattern REQUIREMENT =
      Pattern.compile(
          "\\s*(?:!\\s*(?<absent>[\\w./-]+)"
              + "|(?<key>[\\w./-]+)\\s*(?:(?<sign>==|!=|=|>|<)\\s*(?<value>[\\w.-]*)"
              + "|(?<word>in|notin)\\s*\\((?<values>[^()]*)\\))?)\\s*(?:,|$)");

  private final List<Predicate<Map<String, String>>> requirements;

  private LabelExpression(List<Predicate<Map<String, String>>> requirements) {
    this.requirements = List.copyOf(requirements);
  }

  /**
   * Reads an expression; an empty one is met by everything.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static LabelExpression parse(String text) {
    List<Predicate<Map<String, String>>> requirements = new ArrayList<>();
    Matcher matcher = REQUIREMENT.matcher(text);
    int end = 0;
    while (end < text.length()) {
      boolean valid = text.length() <= MAX_LENGTH && matcher.find(end) && matcher.start() == end;
      if (!valid) {
        throw new IllegalArgumentException(
            "The label selector '"
                + abbreviate(text)
                + "' is not valid near position "
                + end
                + ".");
      }
      requirements.add(requirement(matcher));
      end = matcher.end();
    }
    return new LabelExpression(requirements);
  }

  private static String abbreviate(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }

  private static Predicate<Map<String, String>> requirement(Matcher matcher) {
    String absent = matcher.group("absent");
    if (absent != null) {
      return labels -> !labels.containsKey(absent);
    }
    String key = matcher.group("key");
    String sign = matcher.group("sign");
    if (sign != null) {
      return comparison(key, sign, matcher.group("value"));
    }
    String word = matcher.group("word");
    if (word == null) {
      return labels -> labels.containsKey(key);
    }
    Set<String> values = Set.of(matcher.group("values").strip().split("\\s*,\\s*", -1));
    return word.equals("in")
        ? labels -> labels.containsKey(key) && values.contains(labels.get(key))
        : labels -> !labels.containsKey(key) || !values.contains(labels.get(key));
  }

  private static Predicate<Map<String, String>> comparison(String key, String sign, String value) {
    return switch (sign) {
      case "!=" -> labels -> !value.equals(labels.get(key));
      case ">" -> labels -> compare(labels.get(key), value, 1);
      case "<" -> labels -> compare(labels.get(key), value, -1);
      default -> labels -> value.equals(labels.get(key));
    };
  }

  private static boolean compare(@Nullable String label, String bound, int wanted) {
    try {
      return label != null
          && Integer.signum(Long.compare(Long.parseLong(label), Long.parseLong(bound))) == wanted;
    } catch (NumberFormatException _) {
      return false;
    }
  }

  /** Whether labels meet the condition. */
  public boolean matches(Map<String, String> labels) {
    return requirements.stream().allMatch(requirement -> requirement.test(labels));
  }
}
