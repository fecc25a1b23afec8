package dev.millrace.semver;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the conditions of one alternative: an operator and a version each, separated by spaces or
 * one comma. It reads from left to right without going back, so that no text can make it slow.
 */
final class ConditionParser {
  private static final String NUMBER = "[0-9|xX*]+";
  private static final String IDENTIFIERS = "[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*";

  /** A version in which numbers may be wildcards or missing; without groups. */
  static final String VERSION =
      "v?%1$s(?:\\.%1$s)?(?:\\.%1$s)?(?:-%2$s)?(?:\\+%2$s)?".formatted(NUMBER, IDENTIFIERS);

  private static final Pattern PARTS =
      Pattern.compile(
          "v?(%1$s)(\\.%1$s)?(\\.%1$s)?(-%2$s)?(\\+%2$s)?".formatted(NUMBER, IDENTIFIERS));

  private final String text;
  private int at;

  ConditionParser(String text) {
    this.text = text;
  }

  List<Condition> parse() {
    List<Condition> conditions = new ArrayList<>();
    skipSpace();
    do {
      conditions.add(condition());
    } while (separator());
    return conditions;
  }

  private Condition condition() {
    int start = at;
    while (at < text.length() && "=!<>~^".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    Operator operator =
        Operator.of(text.substring(start, at))
            .orElseThrow(() -> InvalidVersion.ofRange(text, "unknown operator"));
    skipSpace();
    Matcher parts = PARTS.matcher(text).region(at, text.length());
    if (!parts.lookingAt()) {
      throw InvalidVersion.ofRange(text, "expected a version such as 1.2.3 or 1.x");
    }
    at = parts.end();
    return condition(operator, parts);
  }

  private Condition condition(Operator operator, Matcher parts) {
    String major = parts.group(1);
    String prerelease = Objects.requireNonNullElse(parts.group(4), "");
    if (isWildcard(major)) {
      return condition(operator, parts, "0.0.0" + prerelease, Condition.Precision.ANY);
    }
    if (isWildcardOrMissing(parts.group(2))) {
      return condition(operator, parts, major + ".0.0" + prerelease, Condition.Precision.MAJOR);
    }
    String minor = major + parts.group(2);
    if (isWildcardOrMissing(parts.group(3))) {
      return condition(operator, parts, minor + ".0" + prerelease, Condition.Precision.MINOR);
    }
    return condition(operator, parts, parts.group(), Condition.Precision.FULL);
  }

  private Condition condition(
      Operator operator, Matcher parts, String version, Condition.Precision precision) {
    return new Condition(operator, Version.parse(version), precision, parts.group());
  }

  private static boolean isWildcardOrMissing(String dotted) {
    return dotted == null || isWildcard(dotted.substring(1));
  }

  private static boolean isWildcard(String part) {
    return part.equals("x") || part.equals("X") || part.equals("*");
  }

  /** Whether another condition follows; refuses anything else but the end. */
  private boolean separator() {
    int start = at;
    skipSpace();
    if (at == text.length()) {
      return false;
    }
    if (text.charAt(at) == ',') {
      at++;
      skipSpace();
    } else if (at == start) {
      throw InvalidVersion.ofRange(text, "conditions must be separated by a space or a comma");
    }
    return true;
  }

  private void skipSpace() {
    while (at < text.length() && "\t\n\f\r ".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }
}
