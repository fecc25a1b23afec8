package dev.millrace.semver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A version range such as {@code >=1.2 <2 || ~3.1}, with the rules of Masterminds/semver 3.5:
 * alternatives are separated by {@code ||}, conditions within one by spaces or commas. Prereleases
 * match only alternatives that name a prerelease themselves ({@code >=1.0.0-0}).
 */
public final class Constraint {
  /** Longest text that is parsed. */
  public static final int MAX_LENGTH = 512;

  /** Most alternatives in one range. */
  public static final int MAX_ALTERNATIVES = 32;

  /** {@code 1.2 - 1.4.5}: both ends included. */
  private static final Pattern HYPHEN_RANGE =
      Pattern.compile(
          "[\\t\\n\\f\\r ]*(%1$s)[\\t\\n\\f\\r ]+-[\\t\\n\\f\\r ]+(%1$s)[\\t\\n\\f\\r ]*"
              .formatted(ConditionParser.VERSION));

  private final List<List<Condition>> alternatives;

  private Constraint(List<List<Condition>> alternatives) {
    this.alternatives = alternatives;
  }

  /**
   * Parses a range.
   *
   * @throws InvalidVersion if the text is no range; the empty text is none
   */
  public static Constraint parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new InvalidVersion(
          "a range of more than " + MAX_LENGTH + " characters is not accepted");
    }
    String[] parts = rewriteHyphens(text).split(Pattern.quote("||"), -1);
    if (parts.length > MAX_ALTERNATIVES) {
      throw InvalidVersion.ofRange(
          text, "more than " + MAX_ALTERNATIVES + " alternatives are not accepted");
    }
    List<List<Condition>> alternatives = new ArrayList<>();
    for (String part : parts) {
      alternatives.add(new ConditionParser(part).parse());
    }
    return new Constraint(alternatives);
  }

  private static String rewriteHyphens(String text) {
    String rewritten = text;
    Matcher range = HYPHEN_RANGE.matcher(text);
    while (range.find()) {
      String conditions = ">= " + range.group(1) + ", <= " + range.group(2) + " ";
      int at = rewritten.indexOf(range.group());
      rewritten =
          rewritten.substring(0, at)
              + conditions
              + rewritten.substring(at + range.group().length());
    }
    return rewritten;
  }

  /** Whether a version lies in the range. */
  public boolean matches(Version version) {
    return alternatives.stream().anyMatch(conditions -> matches(conditions, version));
  }

  private static boolean matches(List<Condition> conditions, Version version) {
    if (version.isPrerelease() && conditions.stream().noneMatch(Condition::namesPrerelease)) {
      return false;
    }
    return conditions.stream().allMatch(condition -> condition.accepts(version));
  }

  /** The highest of the versions that lie in the range; of equal ones the first. */
  public Optional<Version> highest(List<Version> versions) {
    return versions.stream()
        .filter(this::matches)
        .collect(Collectors.reducing((a, b) -> b.compareTo(a) > 0 ? b : a));
  }

  /** The range in its normal spelling. */
  @Override
  public String toString() {
    return alternatives.stream()
        .map(all -> all.stream().map(Condition::toString).collect(Collectors.joining(" ")))
        .collect(Collectors.joining(" || "));
  }
}
