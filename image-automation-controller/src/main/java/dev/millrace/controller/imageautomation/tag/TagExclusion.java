package dev.millrace.controller.imageautomation.tag;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Leaves out the tags that match one of a user's expressions. */
public final class TagExclusion {
  /** What is left out when the user says nothing: signatures. */
  public static final List<String> DEFAULT = List.of("^.*\\.sig$");

  private final List<Pattern> patterns;

  private TagExclusion(List<Pattern> patterns) {
    this.patterns = patterns;
  }

  /**
   * Compiles the expressions.
   *
   * @throws IllegalArgumentException when one is not valid; the message names it
   */
  public static TagExclusion of(List<String> expressions) {
    List<Pattern> patterns = new ArrayList<>();
    for (String expression : expressions) {
      try {
        patterns.add(Pattern.compile(expression));
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "spec.exclusionList: '%s' is not a regular expression: %s"
                .formatted(expression, e.getDescription()),
            e);
      }
    }
    return new TagExclusion(List.copyOf(patterns));
  }

  /**
   * The tags that match none of the expressions, in descending order of their text, as in Flux:
   * registries may list the same tags in another order each time.
   */
  public TagList apply(List<String> tags) {
    return new TagList(
        tags.stream()
            .filter(tag -> patterns.stream().noneMatch(pattern -> pattern.matcher(tag).find()))
            .sorted(Comparator.reverseOrder())
            .toList());
  }
}
